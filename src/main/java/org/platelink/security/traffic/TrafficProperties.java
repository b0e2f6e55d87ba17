package org.platelink.security.traffic;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits on HTTP traffic, below {@code platelink.traffic}. They are far above what a hospital sends.
 *
 * @param proxies addresses ({@code 10.1.2.3} or {@code 10.1.2.0/24}) of the proxies in front; a client behind one of
 *     them is identified by {@code X-Forwarded-For} or {@code Forwarded}, which are believed from nobody else
 * @param forwarded which of the two headers the proxies write; without it, the first of them that is present
 * @param connections the most open connections; beyond it the address that has the most loses one that is not being
 *     processed
 * @param connectionsAnAddress the most open connections from one address (of IPv6, from one 64-bit network), except
 *     proxies
 * @param headerTime the most time from a connection, or the first byte of a request, to the end of its header
 * @param bodyTime the most time from the first byte of a body to its last
 * @param anonymousAMinute requests a minute without a valid token from one address
 * @param clientAMinute requests a minute of one client
 * @param atWork FHIR requests that are processed at once; one client has at most three quarters of them,
 *     and all callers without a token together have half
 * @param waiting FHIR requests that may wait to be processed; one client has at most half of these places
 * @param longestWait how long a request waits before it is refused with Retry-After
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
        @DefaultValue("16") int atWork,
        @DefaultValue("128") int waiting,
        @DefaultValue("3s") Duration longestWait) {

    TrafficProperties {
        require(connections > 0, "connections");
        require(connectionsAnAddress > 0, "connections-an-address");
        require(headerTime.toMillis() > 0, "header-time");
        require(bodyTime.toMillis() > 0, "body-time");
        require(anonymousAMinute > 0, "anonymous-a-minute");
        require(clientAMinute > 0, "client-a-minute");
        require(atWork > 1, "at-work");
        require(waiting > 1, "waiting");
        require(!longestWait.isNegative(), "longest-wait");
    }

    private static void require(boolean fits, String name) {
        if (!fits) {
            throw new StartUpRefused("platelink.traffic." + name + " is too small to let anybody in; give more.");
        }
    }
}
