package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.function.Consumer;
import org.hl7.fhir.instance.model.api.IBaseResource;
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
    private final Consumer<T> check;

    private StorageCheckInterceptor(Class<T> type, Consumer<T> check) {
        this.type = type;
        this.check = check;
    }

    /** @param check throws an exception made by {@link FhirErrors} if a resource must not be stored */
    public static <T extends IBaseResource> StorageCheckInterceptor<T> of(Class<T> type, Consumer<T> check) {
        return new StorageCheckInterceptor<>(type, check);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        look(resource);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource resource) {
        look(resource);
    }

    private void look(IBaseResource resource) {
        if (type.isInstance(resource)) {
            check.accept(type.cast(resource));
        }
    }
}
