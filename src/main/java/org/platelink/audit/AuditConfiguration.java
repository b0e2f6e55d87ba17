package org.platelink.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.rest.server.IResourceProvider;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.AuditEvent;
import org.platelink.server.FhirServerCustomizer;
import org.platelink.server.Outcomes;
import org.platelink.server.StartUpStep;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the trail behind every door of the server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditProperties.class)
class AuditConfiguration {

    /** Before the first thing is stored. */
    private static final int PLACE = StartUpStep.GUIDE - 50;

    @Bean
    Trail trail() {
        return new Trail(Trail.SCHEMA);
    }

    @Bean
    Appender auditAppender(Trail trail, @Qualifier("audit") DataSource database, AuditProperties properties) {
        return new Appender(trail, database, properties.waiting());
    }

    @Bean
    TrailKeeping trailKeeping(
            Trail trail,
            @Qualifier("audit") DataSource database,
            Appender appender,
            AuditProperties properties,
            @Value("${platelink.home:data}") String home) {
        return new TrailKeeping(trail, database, appender, TrailKeeping.checkpointsIn(Path.of(home)), properties);
    }

    @Bean
    StartUpStep openTrail(TrailKeeping keeping, @Qualifier("trail") DataSource owner, DataSource server) {
        return new StartUpStep("audit", PLACE, () -> keeping.open(owner, server));
    }

    @Bean
    AuditTrail auditTrail(Appender appender) {
        return new RecordedDeeds(appender);
    }

    @Bean
    TokenDeeds tokenDeeds(AuditTrail trail) {
        return new TokenDeeds(trail);
    }

    @Bean
    LinkageDeeds linkageDeeds(AuditTrail trail) {
        return new LinkageDeeds(trail);
    }

    @Bean
    ExportDeeds exportDeeds(AuditTrail trail) {
        return new ExportDeeds(trail);
    }

    @Bean
    NamedPatients namedPatients(FhirContext fhir) {
        return new NamedPatients(fhir);
    }

    @Bean
    RequestEvents requestEvents(NamedPatients patients) {
        return new RequestEvents(patients);
    }

    /** Goes to JPA's own interceptors: a write without a request reaches no others. */
    @Bean
    ChangeAudit changeAudit(
            Trail trail,
            Appender appender,
            NamedPatients patients,
            EntityManager entityManager,
            IInterceptorService storage) {
        ChangeAudit audit = new ChangeAudit(trail, appender, patients, entityManager);
        storage.registerInterceptor(audit);
        return audit;
    }

    @Bean
    FhirServerCustomizer auditedRequests(Appender appender, RequestEvents events) {
        return server -> {
            server.registerInterceptor(new RequestAudit(appender, events));
            server.registerInterceptor(new AuditEventWrites());
        };
    }

    @Bean
    TrailReadings trailReadings(FhirContext fhir, JdbcClient database, Trail trail) {
        return new TrailReadings(new TrailSearch(fhir, database, trail));
    }

    @Bean
    FhirServerCustomizer auditEvents(FhirContext fhir, JdbcClient database, Trail trail) {
        return server -> {
            List<IResourceProvider> hapis = server.getResourceProviders().stream()
                    .filter(provider -> provider.getResourceType() == AuditEvent.class)
                    .toList();
            server.unregisterProviders(hapis);
            server.registerProvider(new AuditEventProvider(new TrailSearch(fhir, database, trail)));
        };
    }

    @Bean
    FilterRegistrationBean<OtherRefusals> otherRefusals(Appender appender, RequestEvents events, Outcomes outcomes) {
        FilterRegistrationBean<OtherRefusals> filter =
                new FilterRegistrationBean<>(new OtherRefusals(appender, events, outcomes));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
        return filter;
    }
}
