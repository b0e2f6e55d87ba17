package org.platelink.study.study;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.Collection;
import java.util.List;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Finds the references in a study's files that lead to nothing: neither to one of the files nor to what is stored. */
final class FileReferences {

    private final FhirContext fhir;
    private final DaoRegistry resources;

    FileReferences(FhirContext fhir, DaoRegistry resources) {
        this.fhir = fhir;
        this.resources = resources;
    }

    /**
     * The sentences on the references of a resource that lead to nothing.
     *
     * @param addresses the addresses of all files, such as {@code Organization/sponsor}
     */
    List<String> dangling(Resource resource, Collection<String> addresses) {
        return fhir.newTerser().getAllPopulatedChildElementsOfType(resource, Reference.class).stream()
                .map(Reference::getReference)
                .filter(reference -> reference != null && !reference.startsWith("#"))
                .map(IdType::new)
                .filter(id -> id.hasResourceType() && id.hasIdPart() && !id.isAbsolute())
                .map(id -> id.getResourceType() + "/" + id.getIdPart())
                .distinct()
                .filter(address -> !addresses.contains(address) && !isStored(new IdType(address)))
                .map(address -> resource.fhirType() + " refers to " + address
                        + ", which is neither in a file of the study nor on the server.")
                .toList();
    }

    private boolean isStored(IdType id) {
        try {
            resources.getResourceDao(id.getResourceType()).read(id, new SystemRequestDetails());
            return true;
        } catch (BaseServerResponseException none) {
            return false;
        }
    }
}
