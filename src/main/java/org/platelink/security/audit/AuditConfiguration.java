package org.platelink.security.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.rest.server.IResourceProvider;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.AuditEvent;
import org.platelink.platform.pipeline.FilterOrder;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.Outcomes;
import org.platelink.platform.server.StartUpRefused;
import org.platelink.platform.server.StartUpStep;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Spring configuration of the audit trail: the appender, checkpoints, request filter, interceptors and
 * administration.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditProperties.class)
class AuditConfiguration {

    /** Runs before the start-up step that stores the first resources. */
    private static final int PLACE = StartUpStep.GUIDE - 50;

    @Bean
    Trail trail() {
        return new Trail(Trail.SCHEMA);
    }

    @Bean
    TrailState trailState() {
        return new TrailState();
    }

    @Bean
    TrailHealth auditTrailHealthIndicator(TrailState state) {
        return new TrailHealth(state);
    }

    /** {@code TrailSeal} closes it, after the last checkpoint. */
    @Bean(destroyMethod = "")
    LastWrittenMarker lastWrittenMarker(@Value("${platelink.home:data}") String home) {
        try {
            return LastWrittenMarker.in(Path.of(home));
        } catch (IOException failure) {
            throw new StartUpRefused(
                    "the folder audit of the data folder cannot be written (" + failure.getMessage() + ").", failure);
        }
    }

    @Bean
    Appender auditAppender(
            Trail trail,
            @Qualifier("audit") DataSource database,
            TrailState state,
            LastWrittenMarker lastWrittenMarker,
            AuditProperties properties) {
        return new Appender(trail, database, state, lastWrittenMarker, properties.waiting());
    }

    @Bean
    AnonymousLimit anonymousLimit(AuditProperties properties) {
        return new AnonymousLimit(properties.anonymous());
    }

    @Bean
    AnonymousCounts anonymousCounts(Appender appender, TrailState state) {
        return new AnonymousCounts(appender, state, Clock.systemUTC());
    }

    @Bean
    RequestLog requestLog(Appender appender, AnonymousLimit limit, AnonymousCounts counts) {
        return new RequestLog(appender, limit, counts);
    }

    /** {@code TrailKeeping} closes it, after the last checkpoint. */
    @Bean(destroyMethod = "")
    TrailSeal trailSeal(
            Trail trail,
            TrailState state,
            LastWrittenMarker lastWrittenMarker,
            AuditProperties properties,
            @Value("${platelink.home:data}") String home) {
        Path folder = Path.of(home);
        TrailSeal.mustHaveKey(folder);
        Anchor anchor =
                properties.anchor() == null ? Anchor.NONE : new SentAnchor(AnchorWays.to(properties.anchor()), state);
        return new TrailSeal(
                folder, trail, state, new Checkpoints(folder, Clock.systemUTC()), lastWrittenMarker, anchor);
    }

    @Bean
    TrailKeeping trailKeeping(
            Trail trail,
            @Qualifier("audit") DataSource database,
            Appender appender,
            TrailSeal seal,
            AnonymousCounts counts,
            AuditProperties properties) {
        return new TrailKeeping(trail, database, appender, seal, counts, properties);
    }

    @Bean
    StartUpStep openTrail(TrailKeeping keeping, @Qualifier("trail") DataSource owner, DataSource server) {
        return new StartUpStep("audit", PLACE, () -> keeping.open(owner, server));
    }

    @Bean
    TrailVerification trailVerification(
            @Qualifier("audit") DataSource database, @Value("${platelink.home:data}") String home) {
        return new TrailVerification(database, Path.of(home));
    }

    @Bean
    AuditTrail auditTrail(Appender appender, TrailState state, AnonymousLimit limit, AnonymousCounts counts) {
        return new AuditRecorder(appender, state, limit, counts);
    }

    @Bean
    UserAuditListener userDeeds(AuditTrail trail) {
        return new UserAuditListener(trail);
    }

    @Bean
    TokenAuditListener tokenDeeds(AuditTrail trail) {
        return new TokenAuditListener(trail);
    }

    @Bean
    LinkageAuditListener linkageDeeds(AuditTrail trail) {
        return new LinkageAuditListener(trail);
    }

    @Bean
    RunAuditListener runDeeds(AuditTrail trail) {
        return new RunAuditListener(trail);
    }

    @Bean
    NamedPatients namedPatients(FhirContext fhir) {
        return new NamedPatients(fhir);
    }

    @Bean
    RequestEvents requestEvents(NamedPatients patients) {
        return new RequestEvents(patients);
    }

    /** Registered with JPA's own interceptors: a write without a request reaches no others. */
    @Bean
    ChangeAudit changeAudit(
            Trail trail,
            Appender appender,
            NamedPatients patients,
            EntityManager entityManager,
            TrailState state,
            IInterceptorService storage) {
        ChangeAudit audit = new ChangeAudit(trail, appender, patients, entityManager, state);
        storage.registerInterceptor(audit);
        return audit;
    }

    @Bean
    FhirServerCustomizer auditedRequests(RequestLog log, RequestEvents events) {
        return server -> {
            server.registerInterceptor(new RequestAudit(log, events));
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
    FilterRegistrationBean<OtherRequests> otherRequests(
            RequestLog log, RequestEvents events, TrailState state, Outcomes outcomes) {
        return FilterOrder.AUDIT.register(new OtherRequests(log, events, state, outcomes));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> unreadRequests(RequestLog log) {
        return factory -> factory.addEngineValves(new UnreadRequests(log));
    }
}
