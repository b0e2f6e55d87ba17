package org.platelink.platform.server;

import ca.uhn.fhir.model.api.annotation.ResourceDef;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** FHIR's name of a resource type, which is not always that of HAPI's class: {@code List} is a {@code ListResource}. */
public final class ResourceTypeName {

    private ResourceTypeName() {}

    public static String of(Class<? extends IBaseResource> type) {
        ResourceDef definition = type.getAnnotation(ResourceDef.class);
        return definition == null ? type.getSimpleName() : definition.name();
    }
}
