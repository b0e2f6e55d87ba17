package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.pipeline.TransactionOrder;
import org.platelink.platform.pipeline.TransactionStep;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Thread-safe cache of values derived from stored resources, invalidated when a resource of one of their types is
 * written. Values are kept for a minute at most, because another server may have written one.
 *
 * @param <V> the type of the values
 */
@Interceptor(order = InterceptorOrder.CACHE_INVALIDATION)
public final class WriteInvalidatedCache<V> {

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 100;

    private final Set<String> types;
    private final Cache<String, V> kept =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    private WriteInvalidatedCache(Set<String> types) {
        this.types = types;
    }

    /**
     * Creates an empty cache.
     *
     * @param types the resource types that the values are read from
     * @param storage JPA's own interceptors, which see every write
     */
    public static <V> WriteInvalidatedCache<V> of(Set<String> types, IInterceptorService storage) {
        WriteInvalidatedCache<V> nothing = new WriteInvalidatedCache<>(types);
        storage.registerInterceptor(nothing);
        return nothing;
    }

    /** The value cached under a key, or else the one that is read now. */
    public V get(String key, Function<String, V> read) {
        return kept.get(key, read);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        forgetAfter(resource);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource resource) {
        forgetAfter(resource);
    }

    private void forgetAfter(IBaseResource resource) {
        if (types.contains(resource.fhirType()) && TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionStep.afterCompletion(TransactionOrder.CACHE_INVALIDATION, kept::invalidateAll);
        }
    }
}
