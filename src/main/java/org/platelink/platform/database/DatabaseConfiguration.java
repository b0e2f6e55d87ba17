package org.platelink.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.schema.SchemaMigration;
import org.platelink.platform.server.StartUpRefused;
import org.platelink.platform.server.StartUpStep;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Spring configuration of the data sources, for the external PostgreSQL of {@code spring.datasource.url} or else the
 * embedded one. The data sources of the audit trail are no default candidates: only the trail asks for them, by their
 * qualifiers {@code audit} and {@code trail}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseProperties.class, RolesProperties.class, DataSourceProperties.class})
class DatabaseConfiguration {

    /** One connection is used permanently by the appender of the audit trail; the others are for occasional work. */
    private static final int AUDIT_CONNECTIONS = 4;

    /** Without a URL: the embedded PostgreSQL. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(NoDatabaseUrlCondition.class)
    static class EmbeddedDatabaseConfiguration {

        @Bean
        EmbeddedDatabase embeddedDatabase(DatabaseProperties properties) {
            long began = System.nanoTime();
            Path home = home(properties);
            StartUpStep.tell("database", "starting PostgreSQL in " + home);
            EmbeddedDatabase database = EmbeddedDatabase.startIn(DataFolder.hold(home));
            StartUpStep.tell("database", "PostgreSQL is up (%.1f s)".formatted((System.nanoTime() - began) / 1e9));
            return database;
        }

        @Bean
        UpToDateSchema upToDateSchema(EmbeddedDatabase database) {
            return UpToDateSchema.of(
                    new DriverManagerDataSource(database.url(), Roles.SERVER, database.password(Roles.SERVER)));
        }

        @Bean
        @ConfigurationProperties("spring.datasource.hikari")
        HikariDataSource dataSource(EmbeddedDatabase database, UpToDateSchema onlyWithIt) {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(database.url());
            pool.setUsername(Roles.SERVER);
            pool.setPassword(database.password(Roles.SERVER));
            return pool;
        }

        @Bean(defaultCandidate = false)
        @Qualifier("audit")
        HikariDataSource auditDatabase(EmbeddedDatabase database, Environment environment) {
            return auditPool(database.url(), Roles.AUDIT, database.password(Roles.AUDIT), environment);
        }

        @Bean(defaultCandidate = false)
        @Qualifier("trail")
        DataSource trailDatabase(EmbeddedDatabase database) {
            return new DriverManagerDataSource(database.url(), Roles.TRAIL, database.password(Roles.TRAIL));
        }
    }

    /** With a URL: that PostgreSQL, checked before anything else uses it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("spring.datasource.url")
    static class ExternalDatabaseConfiguration {

        @Bean
        ExternalDatabase externalDatabase(
                DatabaseProperties properties, DataSourceProperties database, RolesProperties roles) {
            DataFolder.share(home(properties));
            ExternalDatabase given = new ExternalDatabase(database, roles);
            StartUpStep.tell("database", given.check() + ", as given by spring.datasource.url");
            return given;
        }

        /** Taken because several servers may be started on one database, even an empty one, at the same moment. */
        @Bean
        StartLock startLock(ExternalDatabase given, DataSourceProperties properties) {
            try {
                return StartLock.take(given.url(), properties.determineUsername(), properties.determinePassword());
            } catch (SQLException failure) {
                throw new StartUpRefused(
                        "the database was there a moment ago and cannot be reached any more; start the server again.",
                        failure);
            }
        }

        @Bean
        UpToDateSchema upToDateSchema(ExternalDatabase given, DataSourceProperties properties, StartLock onlyWhoHasIt) {
            return UpToDateSchema.of(new DriverManagerDataSource(
                    given.url(), properties.determineUsername(), properties.determinePassword()));
        }

        @Bean
        @ConfigurationProperties("spring.datasource.hikari")
        HikariDataSource dataSource(
                ExternalDatabase given, DataSourceProperties properties, UpToDateSchema onlyWithIt) {
            return properties
                    .initializeDataSourceBuilder()
                    .type(HikariDataSource.class)
                    .build();
        }

        @Bean(defaultCandidate = false)
        @Qualifier("audit")
        HikariDataSource auditDatabase(
                ExternalDatabase given, RolesProperties roles, Environment environment, StartLock onlyWhoHasIt) {
            return auditPool(given.url(), roles.auditRole(), roles.auditPassword(), environment);
        }

        @Bean(defaultCandidate = false)
        @Qualifier("trail")
        DataSource trailDatabase(ExternalDatabase given, RolesProperties roles, StartLock onlyWhoHasIt) {
            return new DriverManagerDataSource(given.url(), roles.trailRole(), roles.trailPassword());
        }
    }

    private static HikariDataSource auditPool(
            String url, String role, @Nullable String password, Environment environment) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("audit");
        pool.setJdbcUrl(url);
        pool.setUsername(role);
        pool.setPassword(password);
        pool.setMaximumPoolSize(AUDIT_CONNECTIONS);
        pool.setMinimumIdle(1);
        // So that the audit trail reports an unavailable database as soon as the rest of the server does.
        pool.setConnectionTimeout(environment.getProperty(
                "spring.datasource.hikari.connection-timeout", Long.class, pool.getConnectionTimeout()));
        return pool;
    }

    /** The data folder, with symbolic links resolved. */
    private static Path home(DatabaseProperties properties) {
        Path home = Path.of(properties.home()).toAbsolutePath().normalize();
        try {
            return Files.exists(home) ? home.toRealPath() : home;
        } catch (IOException failure) {
            throw new StartUpRefused("the data folder " + home + " cannot be read.", failure);
        }
    }

    /** Brought up before the data source is handed out, so that no bean meets an old table. */
    record UpToDateSchema() {

        static UpToDateSchema of(DataSource database) {
            long began = System.nanoTime();
            String done = SchemaMigration.run(database);
            if (!done.isEmpty()) {
                StartUpStep.tell("schema", done + " (%.1f s)".formatted((System.nanoTime() - began) / 1e9));
            }
            return new UpToDateSchema();
        }
    }

    /** Matches if {@code spring.datasource.url} is not set; Spring has no condition on the absence of a property. */
    static class NoDatabaseUrlCondition extends NoneNestedConditions {

        NoDatabaseUrlCondition() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty("spring.datasource.url")
        static class DatabaseUrl {}
    }
}
