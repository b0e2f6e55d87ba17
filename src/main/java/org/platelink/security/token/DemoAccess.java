package org.platelink.security.token;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Set;
import org.platelink.platform.server.PublicAddress;

/**
 * Whether a server may be tried without being known to it: while it has demo clients, from the machine that it is on, and where
 * its own address is of that machine alone.
 */
public final class DemoAccess {

    private static final Duration KEPT = Duration.ofSeconds(2);

    private final SecurityProperties properties;
    private final PublicAddress address;
    private final LoadingCache<Boolean, Boolean> hasDemoClients;

    DemoAccess(SecurityProperties properties, PublicAddress address, Clients clients) {
        this.properties = properties;
        this.address = address;
        this.hasDemoClients = Caffeine.newBuilder().expireAfterWrite(KEPT).build(any -> clients.all().stream()
                .anyMatch(Client::demo));
    }

    /** Whether the sender of a request may try it. */
    public boolean isOpenTo(HttpServletRequest request) {
        return LocalRequests.sent(request) && isOpen();
    }

    /** Whether it may be tried at all, from its own machine. */
    public boolean isOpen() {
        return properties.issuerUri() == null && address.isThisMachine() && hasDemoClients.get(true);
    }

    /** The id of the Organization that is the site of who tries it. */
    public String site() {
        return properties.demo().site();
    }

    /** The namespaces of that site's identifiers. */
    public Set<String> identifierSystems() {
        return Set.copyOf(properties.demo().identifierSystems());
    }
}
