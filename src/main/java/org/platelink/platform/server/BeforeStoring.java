package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.function.Consumer;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Looks at the resources of a type before they are stored, created or updated and whatever way they came. To be registered among
 * JPA's own interceptors.
 *
 * @param <T> the type
 */
@Interceptor
public final class BeforeStoring<T extends IBaseResource> {

    private final Class<T> type;
    private final Consumer<T> check;

    private BeforeStoring(Class<T> type, Consumer<T> check) {
        this.type = type;
        this.check = check;
    }

    /** @param check throws what {@link FhirErrors} makes, if a resource must not be stored */
    public static <T extends IBaseResource> BeforeStoring<T> of(Class<T> type, Consumer<T> check) {
        return new BeforeStoring<>(type, check);
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
