package org.platelink.security.traffic;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of what comes over HTTP, below {@code platelink.traffic}. They are far above what a hospital sends.
 *
 * @param proxies addresses ({@code 10.1.2.3} or {@code 10.1.2.0/24}) of the proxies in front; who asks through one of them is
 *     known by its {@code X-Forwarded-For} or {@code Forwarded}, which are believed from nobody else
 * @param forwarded the one of the two that the proxies write; without it the first of them that is there
 * @param connections open at most; beyond it the address that has most of them loses one that waits
 * @param connectionsAnAddress open at most from one address (of IPv6, from one network of 64 bits), proxies aside
 * @param headerTime from a connection, or the first byte of a request, to the end of its header
 * @param bodyTime from the first byte of a body to its last
 * @param anonymousAMinute requests without a good token from one address
 * @param clientAMinute requests of one client
 * @param atWork requests of FHIR that are worked on at once; a client has three quarters of them at most, and all without a
 *     token have half
 * @param waiting requests of FHIR that may wait to be worked on; a client has half of these places at most
 * @param longestWait how long one of them waits before it is asked to come again
 */
@ConfigurationProperties("platelink.traffic")
record TrafficProperties(
        @DefaultValue List<String> proxies,
        @Nullable ForwardedChain forwarded,
        @DefaultValue("2048") int connections,
        @DefaultValue("256") int connectionsAnAddress,
        @DefaultValue("10s") Duration headerTime,
        @DefaultValue("2m") Duration bodyTime,
        @DefaultValue("3000") int anonymousAMinute,
        @DefaultValue("60000") int clientAMinute,
        @DefaultValue("16") int concurrencyLimiter,
        @DefaultValue("128") int waiting,
        @DefaultValue("3s") Duration longestWait) {

    TrafficProperties {
        require(connections > 0, "connections");
        require(connectionsAnAddress > 0, "connections-an-address");
        require(headerTime.toMillis() > 0, "header-time");
        require(bodyTime.toMillis() > 0, "body-time");
        require(anonymousAMinute > 0, "anonymous-a-minute");
        require(clientAMinute > 0, "client-a-minute");
        require(concurrencyLimiter > 1, "at-work");
        require(waiting > 1, "waiting");
        require(!longestWait.isNegative(), "longest-wait");
    }

    private static void require(boolean fits, String name) {
        if (!fits) {
            throw new StartUpRefused("platelink.traffic." + name + " is too small to let anybody in; give more.");
        }
    }
}
