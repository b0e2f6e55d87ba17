package org.platelink.laboratory.intake.queue;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.ConceptMap;
import org.platelink.laboratory.lab.SiteMaps;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.pipeline.TransactionOrder;
import org.platelink.platform.pipeline.TransactionStep;

/**
 * Cache of the active ConceptMaps of each site, and interceptor that invalidates it.
 *
 * <p>A change is seen as soon as it is committed; one that another server made, after ten seconds at most.
 * Thread-safe.
 */
@Interceptor(order = InterceptorOrder.SITE_MAPS)
public final class StoredMaps {

    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final IFhirResourceDao<ConceptMap> maps;
    private final Clock clock;
    private final Consumer<String> mended;
    private final Map<String, CachedMaps> cache = new ConcurrentHashMap<>();

    /**
     * @param mended is called after commit with the site of each map that was changed
     */
    StoredMaps(IFhirResourceDao<ConceptMap> maps, Clock clock, Consumer<String> mended) {
        this.maps = maps;
        this.clock = clock;
        this.mended = mended;
    }

    /**
     * A cache entry.
     *
     * @param versions the ids of the ConceptMaps with their versions
     * @param until when they are read again
     */
    private record CachedMaps(SiteMaps maps, Set<String> versions, Instant until) {}

    /** The maps of a site. It is the same object as long as none of them has changed. */
    public SiteMaps of(String site) {
        CachedMaps cached = cache.get(site);
        if (cached != null && clock.instant().isBefore(cached.until())) {
            return cached.maps();
        }
        SearchParameterMap search = SearchParameterMap.newSynchronous()
                .add("context", new TokenParam(SiteMaps.SITE_SYSTEM, site))
                .add(ConceptMap.SP_STATUS, new TokenParam("active"));
        List<ConceptMap> stored = maps.search(search, new SystemRequestDetails()).getAllResources().stream()
                .map(ConceptMap.class::cast)
                .toList();
        Set<String> versions = stored.stream().map(ConceptMap::getId).collect(Collectors.toUnmodifiableSet());
        SiteMaps read =
                cached != null && cached.versions().equals(versions) ? cached.maps() : SiteMaps.of(site, stored);
        cache.put(site, new CachedMaps(read, versions, clock.instant().plus(REMEMBERED)));
        return read;
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        changed(resource);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource resource) {
        changed(before);
        changed(resource);
    }

    private void changed(IBaseResource resource) {
        if (resource instanceof ConceptMap map) {
            SiteMaps.sitesOf(map).forEach(this::afterCommit);
        }
    }

    private void afterCommit(String site) {
        TransactionStep.afterCommit(TransactionOrder.SITE_MAPS, () -> {
            cache.remove(site);
            mended.accept(site);
        });
    }
}
