package org.platelink.security.token;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Whether a request comes from the server's own machine: from a loopback address, and passed on by nobody. A proxy on this
 * machine has a loopback address too, and whoever sends it something is anywhere.
 */
public final class LocalRequests {

    /** What a refused demo client is told. */
    static final String SENTENCE =
            "A demo client's key lies beside the server, so it works from that machine alone and not"
                    + " through a proxy. Register a client with `client add`, and revoke the demo clients.";

    /** Headers by which proxies, caches and load balancers say that they pass a request on. */
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

    /** Whether nobody but a program on this machine can have sent it. */
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
            // An address as the container writes it, so that no name is looked up.
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}
