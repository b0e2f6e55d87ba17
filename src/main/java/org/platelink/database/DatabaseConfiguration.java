package org.platelink.database;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which PostgreSQL the server uses: the one it was given, or one of its own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseProperties.class, DataSourceProperties.class})
class DatabaseConfiguration {

    /** No address was given: a PostgreSQL of our own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "none")
    static class Embedded {

        private static final Logger LOG = LoggerFactory.getLogger(Embedded.class);

        @Bean
        EmbeddedDatabase embeddedDatabase(DatabaseProperties properties) {
            long began = System.nanoTime();
            Path home = Path.of(properties.home()).toAbsolutePath().normalize();
            LOG.info("database   starting PostgreSQL in {}", home);
            EmbeddedDatabase database = EmbeddedDatabase.startIn(DataFolder.hold(home));
            LOG.info("database   PostgreSQL is up after {} ms", (System.nanoTime() - began) / 1_000_000);
            return database;
        }

        @Bean
        @ConfigurationProperties("spring.datasource.hikari")
        HikariDataSource dataSource(EmbeddedDatabase database) {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(database.url() + "?reWriteBatchedInserts=true");
            pool.setUsername("postgres");
            return pool;
        }
    }

}
