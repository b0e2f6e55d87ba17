package org.platelink.desk;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import org.platelink.desk.api.ApiFactory;
import org.platelink.security.loopback.LoopbackClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/** Spring configuration of the desk: session tables, API access, templates. */
@Configuration(proxyBeanMethods = false)
class DeskConfiguration {

    /**
     * Session tables in the form that Spring Session requires.
     *
     * @see <a href="https://docs.spring.io/spring-session/reference/configuration/jdbc.html">Spring Session, JDBC</a>
     */
    private static final String SESSIONS =
            """
            create schema if not exists access;
            create table if not exists access.session (
                primary_id char(36) not null primary key,
                session_id char(36) not null unique,
                creation_time bigint not null,
                last_access_time bigint not null,
                max_inactive_interval int not null,
                expiry_time bigint not null,
                principal_name varchar(100)
            );
            create index if not exists session_expiry on access.session (expiry_time);
            create index if not exists session_principal on access.session (principal_name);
            create table if not exists access.session_attributes (
                session_primary_id char(36) not null references access.session (primary_id) on delete cascade,
                attribute_name varchar(200) not null,
                attribute_bytes bytea not null,
                primary key (session_primary_id, attribute_name)
            );
            """;

    /** Creates the tables before the repository is ready, which then begins to delete expired sessions each minute. */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionTables(JdbcClient database) {
        return repository -> database.sql(SESSIONS).update();
    }

    @Bean
    ApiFactory apiFactory(LoopbackClient client) {
        return new ApiFactory(client);
    }

    @Bean
    Studies deskStudies(ApiFactory api) {
        return new Studies(api);
    }

    @Bean
    CodeNames codeNames(ApiFactory api) {
        return new CodeNames(api);
    }

    @Bean
    Pages pages(Studies studies) {
        return new Pages(
                TemplateEngine.createPrecompiled(
                        null, ContentType.Html, DeskConfiguration.class.getClassLoader(), "org.platelink"),
                studies);
    }
}
