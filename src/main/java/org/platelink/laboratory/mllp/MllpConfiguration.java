package org.platelink.laboratory.mllp;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.platelink.laboratory.intake.hl7.MessageDoor;
import org.platelink.platform.server.BodyMemory;
import org.platelink.platform.server.GracefulStop;
import org.platelink.security.audit.AuditTrail;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Spring configuration of the MLLP listener; active only if a port is configured. */
@Configuration(proxyBeanMethods = false)
@Conditional(MllpEnabledCondition.class)
class MllpConfiguration {

    @Bean
    PeerAuthentication mllpEntrance(MllpProperties properties) {
        return PeerAuthentication.of(properties);
    }

    @Bean
    MllpListener mllpListener(
            MllpProperties properties,
            PeerAuthentication entrance,
            MessageDoor door,
            BodyMemory memory,
            MeterRegistry meters,
            ObjectProvider<AuditTrail> trail) {
        ConnectionLog log = new ConnectionLog(meters, trail.getIfAvailable());
        return new MllpListener(properties, () -> new ConnectionAcceptor(properties, entrance, door, memory, log), log);
    }

    @Bean
    MllpLifecycle mllpLifecycle(MllpListener listener, MllpProperties properties, GracefulStop graceful) {
        return new MllpLifecycle(listener, properties, graceful);
    }

    @Bean
    MllpHealth mllpHealthIndicator(MllpListener listener) {
        return new MllpHealth(listener);
    }

    @Bean
    MeterBinder mllpConnections(MllpListener listener) {
        return registry -> Gauge.builder("platelink.mllp.connections", listener, MllpListener::connections)
                .description("Connections of laboratory systems over MLLP")
                .register(registry);
    }
}
