package org.platelink.mllp;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.platelink.intake.MessageDoor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Opens the MLLP door where a port is given for it. */
@Configuration(proxyBeanMethods = false)
@Conditional(MllpIsOn.class)
@EnableConfigurationProperties(MllpProperties.class)
class MllpConfiguration {

    @Bean
    Peers mllpPeers(MllpProperties properties) {
        return Peers.of(properties);
    }

    @Bean
    ServerTls mllpTls(MllpProperties properties, Peers peers) {
        return ServerTls.of(properties, peers);
    }

    @Bean
    MllpListener mllpListener(MllpProperties properties, ServerTls tls, MessageDoor door, MeterRegistry meters) {
        Told told = new Told(meters);
        return new MllpListener(properties, () -> new Reception(properties, tls, door, told), told);
    }

    @Bean
    MllpLifecycle mllpLifecycle(MllpListener listener, Peers peers) {
        return new MllpLifecycle(listener, peers);
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
