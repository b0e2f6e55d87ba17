package org.platelink.security.token;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Detects requests that come from the server's own machine: from a loopback address and without proxy headers. A
 * proxy on this machine has a loopback address too, but its clients may be anywhere.
 */
public final class LocalRequests {

    /** The error message for a demo client that is refused. */
    static final String SENTENCE =
            "A demo client's key lies beside the server, so it works from that machine alone and not"
                    + " through a proxy. Register a client with `client add`, and revoke the demo clients.";

    /** Prefixes of the headers that proxies, caches and load balancers add to requests they forward. */
    private static final List<String> PASSED_ON = List.of(
            "forwarded",
            "via",
            "x-forwarded",
            "x-real-ip",
            "x-original-",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-envoy-",
            "x-proxyuser-ip",
            "x-amzn-",
            "x-azure-",
            "x-arr-",
            "client-ip",
            "true-client-ip",
            "fastly-client-ip",
            "cf-",
            "cdn-loop");

    private LocalRequests() {}

    /** Whether only a program on this machine can have sent the request. */
    public static boolean sent(HttpServletRequest request) {
        return isLoopback(request.getRemoteAddr())
                && Collections.list(request.getHeaderNames()).stream().noneMatch(LocalRequests::isOfAProxy);
    }

    private static boolean isOfAProxy(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return PASSED_ON.stream().anyMatch(name::startsWith);
    }

    private static boolean isLoopback(String address) {
        try {
            // The container supplies a literal address, so no DNS lookup happens.
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}
