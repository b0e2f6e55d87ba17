package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.function.Consumer;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that runs a check on each resource of one type before it is created or updated, whichever way the write
 * came. To be registered with JPA's own interceptors.
 *
 * @param <T> the resource type
 */
@Interceptor(order = InterceptorOrder.BEFORE_STORING)
public final class StorageCheckInterceptor<T extends IBaseResource> {

    private final Class<T> type;
    private final Check<T> check;

    private StorageCheckInterceptor(Class<T> type, Check<T> check) {
        this.type = type;
        this.check = check;
    }

    /** @param check throws an exception made by {@link FhirErrors} if a resource must not be stored */
    public static <T extends IBaseResource> StorageCheckInterceptor<T> of(Class<T> type, Consumer<T> check) {
        return new StorageCheckInterceptor<>(type, (before, resource, request) -> check.accept(resource));
    }

    /** A check that also depends on who writes, and on what was stored before. */
    public static <T extends IBaseResource> StorageCheckInterceptor<T> withRequest(Class<T> type, Check<T> check) {
        return new StorageCheckInterceptor<>(type, check);
    }

    /** A check of a resource that is about to be stored. */
    @FunctionalInterface
    public interface Check<T> {

        /**
         * Checks it.
         *
         * @param before what is stored; null for a new resource
         * @param request the request that writes it; null if there is none
         */
        void check(@Nullable T before, T resource, @Nullable RequestDetails request);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void created(IBaseResource resource, @Nullable RequestDetails request) {
        look(null, resource, request);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void updated(@Nullable IBaseResource before, IBaseResource resource, @Nullable RequestDetails request) {
        look(before, resource, request);
    }

    private void look(@Nullable IBaseResource before, IBaseResource resource, @Nullable RequestDetails request) {
        if (type.isInstance(resource)) {
            check.check(type.isInstance(before) ? type.cast(before) : null, type.cast(resource), request);
        }
    }
}
