package org.platelink.study.trds;

import java.util.function.Function;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the references of a study.
 *
 * @param resolve gives the resource for a reference such as {@code Organization/x}; null if it is not public
 */
record StudyReferences(Function<String, @Nullable Resource> resolve) {

    /** The name of a referenced organization; else the display of the reference. */
    @Nullable
    String name(Reference reference) {
        return resolved(reference) instanceof Organization organization && organization.hasName()
                ? organization.getName()
                : reference.getDisplay();
    }

    @Nullable
    Resource resolved(Reference reference) {
        IdType id = new IdType(reference.getReference());
        return id.getResourceType() == null || id.isAbsolute() || !id.hasIdPart()
                ? null
                : resolve.apply(id.getResourceType() + "/" + id.getIdPart());
    }
}
