package org.platelink.security.token;

import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.PublicAddress;
import org.platelink.platform.server.StartUpStep;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Spring configuration of the clients of the embedded authorization server, and of the first clients made at
 * start-up.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OwnIssuerCondition.class)
class ClientConfiguration {

    @Bean
    FirstClients firstClients(
            Clients clients,
            KeyFolder keys,
            @Value("${platelink.home:data}") String home,
            PublicAddress address,
            SecurityProperties properties,
            ApplicationEventPublisher events) {
        return new FirstClients(
                clients, keys, Path.of(home).toAbsolutePath().normalize(), address, properties.demo(), events);
    }

    @Bean
    LastTokens lastTokens(Clients clients) {
        return new LastTokens(clients);
    }

    @Bean
    StartUpStep clientsStep(FirstClients firstClients, ServerProperties server, PublicAddress address) {
        return new StartUpStep("clients", StartUpStep.CLIENTS, () -> {
            // A public address that others use means that a proxy forwards to this machine, whatever address the
            // server itself listens on.
            boolean here = onlyThisMachine(server.getAddress()) && address.isThisMachine();
            if (!here) {
                firstClients.refuseBeyondThisMachine();
            }
            return firstClients.make(here);
        });
    }

    private static boolean onlyThisMachine(@Nullable InetAddress address) {
        return address != null && address.isLoopbackAddress();
    }
}
