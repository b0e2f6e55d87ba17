package org.platelink.security.traffic;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.platelink.platform.server.BodyMemory;
import org.platelink.platform.server.Outcomes;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/** Spring configuration of the traffic limits: registers their filters in order. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TrafficProperties.class)
class TrafficConfiguration {

    /** Before the audit trail, which records the address and must not grow with requests that exceed a limit. */
    private static final int ADDRESS = Ordered.HIGHEST_PRECEDENCE + 10;

    private static final int ADDRESS_RATE = Ordered.HIGHEST_PRECEDENCE + 20;

    /** Before Spring Security's filter chain (-100), which reads forms. */
    private static final int FORMS = -200;

    /** After Spring Security's filter chain, which authenticates the caller. */
    private static final int CLIENT_RATE = Ordered.LOWEST_PRECEDENCE - 3;

    private static final int BODIES = Ordered.LOWEST_PRECEDENCE - 2;
    private static final int AT_WORK = Ordered.LOWEST_PRECEDENCE - 1;

    private static final int QUARTERS = 4;

    @Bean
    Proxies proxies(TrafficProperties properties) {
        return Proxies.of(properties.proxies());
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedConnections(
            TrafficProperties properties, Proxies proxies) {
        return new ConnectorBounds(properties, proxies);
    }

    @Bean
    FilterRegistrationBean<ForwardedAddress> forwardedAddress(TrafficProperties properties, Proxies proxies) {
        return filter(new ForwardedAddress(proxies, properties.forwarded()), ADDRESS, "/*");
    }

    @Bean
    FilterRegistrationBean<AddressRate> addressRate(TrafficProperties properties, Outcomes outcomes) {
        return filter(new AddressRate(new RequestRates(properties.anonymousAMinute()), outcomes), ADDRESS_RATE, "/*");
    }

    @Bean
    FilterRegistrationBean<ClientRate> clientRate(TrafficProperties properties, Outcomes outcomes) {
        return filter(new ClientRate(new RequestRates(properties.clientAMinute()), outcomes), CLIENT_RATE, "/*");
    }

    /**
     * Without a queue: a slow body is refused at once when all places are taken, as waiting for a place to wait in is
     * of no use.
     */
    @Bean
    FairQueue slowBodies() {
        return new FairQueue(BodyRule.SLOW_ONES, 0, Duration.ZERO);
    }

    @Bean
    FilterRegistrationBean<BodyLimit> formLimit(
            TrafficProperties properties, BodyMemory memory, FairQueue slowBodies, Outcomes outcomes) {
        BodyLimit limit = new BodyLimit(outcomes, memory, slowBodies, BodyRule.ofForms(), properties.headerTime());
        return filter(limit, FORMS, "/oauth2/*", "/desk/*");
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(
            TrafficProperties properties, BodyMemory memory, FairQueue slowBodies, Outcomes outcomes) {
        BodyRule rule = BodyRule.byCaller(Math.toIntExact(memory.largest().toBytes()));
        return filter(new BodyLimit(outcomes, memory, slowBodies, rule, properties.bodyTime()), BODIES, "/*");
    }

    @Bean
    FairQueue requestsAtWork(TrafficProperties properties) {
        return new FairQueue(properties.atWork(), properties.waiting(), properties.longestWait());
    }

    @Bean
    FilterRegistrationBean<ConcurrencyLimiter> atWork(
            TrafficProperties properties, FairQueue requestsAtWork, Outcomes outcomes) {
        int places = properties.atWork();
        ConcurrencyLimiter limit = new ConcurrencyLimiter(
                requestsAtWork, Math.max(1, places * (QUARTERS - 1) / QUARTERS), Math.max(1, places / 2), outcomes);
        return filter(limit, AT_WORK, "/fhir/*", "/registry/*");
    }

    @Bean
    MeterBinder trafficMeters(FairQueue requestsAtWork, FairQueue slowBodies) {
        return registry -> {
            Gauge.builder("platelink.requests.at.work", requestsAtWork, FairQueue::atWork)
                    .description("Requests of FHIR that are worked on")
                    .register(registry);
            Gauge.builder("platelink.requests.waiting", requestsAtWork, FairQueue::waiting)
                    .description("Requests of FHIR that wait to be worked on")
                    .register(registry);
            Gauge.builder("platelink.bodies.slow", slowBodies, FairQueue::atWork)
                    .description("Bodies of requests that are waited for")
                    .register(registry);
        };
    }

    private static <F extends OncePerRequestFilter> FilterRegistrationBean<F> filter(
            F filter, int order, String... paths) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        registration.addUrlPatterns(paths);
        return registration;
    }
}
