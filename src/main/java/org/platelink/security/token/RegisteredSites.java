package org.platelink.security.token;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.platelink.security.access.SiteRegister;

/**
 * The sites of the registered clients, and of those that were. Asked with every write, so an answer is kept for a moment. Of
 * an external issuer's clients nothing is registered here: none of their sites came first then.
 */
final class RegisteredSites implements SiteRegister {

    private static final Duration KEPT = Duration.ofSeconds(2);

    /** The trial's own namespaces, such as its subjects' numbers, and those of made-up data: every site writes in them. */
    private static final String EVERYBODYS = "https://platelink.org/";

    private final LoadingCache<Boolean, SitesOfClients> known;

    RegisteredSites(Clients clients) {
        this.known = Caffeine.newBuilder().expireAfterWrite(KEPT).build(any -> clients.sites());
    }

    @Override
    public boolean isFirst(String site) {
        return site.equals(known.get(true).first());
    }

    @Override
    public boolean isOfAnother(String site, String namespace) {
        String of = known.get(true).namespaces().get(namespace);
        return of != null && !of.equals(site) && !namespace.startsWith(EVERYBODYS);
    }

    @Override
    public Set<String> namespaces(String site) {
        return known.get(true).namespaces().entrySet().stream()
                .filter(namespace -> namespace.getValue().equals(site))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
