package org.platelink.database;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.platelink.server.StartUpRefused;
import org.platelink.server.StartUpStep;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Which PostgreSQL the server uses: the one it was given, or one of its own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseProperties.class, DataSourceProperties.class})
class DatabaseConfiguration {

    /** No address was given: a PostgreSQL of our own. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(NoDatabaseGiven.class)
    static class Embedded {

        @Bean
        EmbeddedDatabase embeddedDatabase(DatabaseProperties properties) {
            long began = System.nanoTime();
            Path home = Path.of(properties.home()).toAbsolutePath().normalize();
            StartUpStep.tell("database", "starting PostgreSQL in " + home);
            EmbeddedDatabase database = EmbeddedDatabase.startIn(DataFolder.hold(home));
            StartUpStep.tell("database", "PostgreSQL is up (%.1f s)".formatted((System.nanoTime() - began) / 1e9));
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

    /** An address was given: that PostgreSQL, looked at before anything else is built on it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("spring.datasource.url")
    static class Given {

        private static final int OLDEST_VERSION = 15;

        /** Several servers may be started on one database at the same moment, an empty one even. */
        @Bean
        StartLock startLock(DataSourceProperties properties) {
            try {
                return StartLock.take(
                        properties.determineUrl(), properties.determineUsername(), properties.determinePassword());
            } catch (SQLException failure) {
                throw unusable(failure);
            }
        }

        @Bean
        @ConfigurationProperties("spring.datasource.hikari")
        HikariDataSource dataSource(DataSourceProperties properties, StartLock onlyWhoHasIt) {
            String url = properties.getUrl();
            try (Connection connection =
                    DriverManager.getConnection(url, properties.determineUsername(), properties.determinePassword())) {
                DatabaseMetaData facts = connection.getMetaData();
                String product = facts.getDatabaseProductName() + " " + facts.getDatabaseProductVersion();
                if (!facts.getDatabaseProductName().equals("PostgreSQL")
                        || facts.getDatabaseMajorVersion() < OLDEST_VERSION) {
                    throw new StartUpRefused(
                            "the database is " + product + "; it must be PostgreSQL " + OLDEST_VERSION + " or later.");
                }
                StartUpStep.tell("database", product + ", as given by spring.datasource.url");
            } catch (SQLException failure) {
                throw unusable(failure);
            }
            return properties
                    .initializeDataSourceBuilder()
                    .type(HikariDataSource.class)
                    .build();
        }

        private static StartUpRefused unusable(SQLException failure) {
            return new StartUpRefused(
                    "the database cannot be used ("
                            + String.valueOf(failure.getMessage()).replaceAll("\\s+", " ")
                            + "); check SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.",
                    failure);
        }
    }

    /** Spring has no condition on the absence of a property. */
    static class NoDatabaseGiven extends NoneNestedConditions {

        NoDatabaseGiven() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty("spring.datasource.url")
        static class Given {}
    }
}
