package org.platelink.security.token;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Set;
import org.platelink.platform.server.PublicAddress;

/**
 * Decides whether the server may be tried without credentials: while it has demo clients, for requests from its own
 * machine, and if its public address is one of that machine alone.
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

    /** Whether the sender of a request may try the server. */
    public boolean isOpenTo(HttpServletRequest request) {
        return LocalRequests.sent(request) && isOpen();
    }

    /** Whether the server may be tried at all, from its own machine. */
    public boolean isOpen() {
        return properties.issuerUri() == null && address.isThisMachine() && hasDemoClients.get(true);
    }

    /** The id of the Organization that is the site of anonymous demo users. */
    public String site() {
        return properties.demo().site();
    }

    /** The namespaces of that site's identifiers. */
    public Set<String> identifierSystems() {
        return Set.copyOf(properties.demo().identifierSystems());
    }
}
