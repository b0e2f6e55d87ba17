package org.platelink.security.traffic;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.platelink.platform.pipeline.FilterOrder;
import org.platelink.platform.server.BodyMemory;
import org.platelink.platform.server.Outcomes;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration of the traffic limits: registers their filters in order. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TrafficProperties.class)
class TrafficConfiguration {

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
        return FilterOrder.FORWARDED_ADDRESS.register(new ForwardedAddress(proxies, properties.forwarded()));
    }

    @Bean
    FilterRegistrationBean<AddressRate> addressRate(TrafficProperties properties, Outcomes outcomes) {
        return FilterOrder.ADDRESS_RATE.register(
                new AddressRate(new RequestRates(properties.anonymousAMinute()), outcomes));
    }

    @Bean
    FilterRegistrationBean<ClientRate> clientRate(TrafficProperties properties, Outcomes outcomes) {
        return FilterOrder.CLIENT_RATE.register(new ClientRate(new RequestRates(properties.clientAMinute()), outcomes));
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
        return FilterOrder.FORM_LIMIT.register(limit, "/oauth2/*", "/desk/*");
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(
            TrafficProperties properties, BodyMemory memory, FairQueue slowBodies, Outcomes outcomes) {
        BodyRule rule = BodyRule.byCaller(Math.toIntExact(memory.largest().toBytes()));
        return FilterOrder.BODY_LIMIT.register(
                new BodyLimit(outcomes, memory, slowBodies, rule, properties.bodyTime()));
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
        return FilterOrder.CONCURRENCY_LIMIT.register(limit, "/fhir/*", "/registry/*");
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
}
