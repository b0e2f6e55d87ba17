package org.platelink.security.token;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.security.access.SiteRegister;

/**
 * {@link SiteRegister} of the sites of all clients registered now or formerly, cached for two seconds because it is
 * read with every write. An external issuer's clients are not registered here; then no site counts as the first.
 */
final class RegisteredSites implements SiteRegister {

    private static final Duration KEPT = Duration.ofSeconds(2);

    /**
     * Prefix of the trial's own namespaces, such as those of subject numbers and of synthetic data, in which every
     * site may write.
     */
    private static final String EVERYBODYS = CanonicalUrls.PROJECT;

    private final LoadingCache<Boolean, SitesOfClients> sites;

    RegisteredSites(Clients clients) {
        this.sites = Caffeine.newBuilder().expireAfterWrite(KEPT).build(any -> clients.sites());
    }

    @Override
    public boolean isFirst(String site) {
        return site.equals(sites.get(true).first());
    }

    @Override
    public boolean isOfAnother(String site, String namespace) {
        String of = sites.get(true).namespaces().get(namespace);
        return of != null && !of.equals(site) && !namespace.startsWith(EVERYBODYS);
    }

    @Override
    public Set<String> namespaces(String site) {
        return sites.get(true).namespaces().entrySet().stream()
                .filter(namespace -> namespace.getValue().equals(site))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
