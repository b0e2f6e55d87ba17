package org.platelink.platform.patch;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.server.FhirErrors;

/**
 * Copies the content of one resource into another object, because HAPI stores the object that it has read.
 *
 * @param fhir knows the elements of R4
 */
record ResourceContentCopy(FhirContext fhir) {

    /**
     * Replaces the content of {@code resource} by that of {@code after}, except for the id.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (400) if they differ in type or id,
     *     which no patch may change
     */
    void become(Resource resource, Resource after) {
        if (!resource.fhirType().equals(after.fhirType())) {
            throw FhirErrors.invalid(
                    resource.fhirType(), "A patch cannot make a " + resource.fhirType() + " another type of resource.");
        }
        requireSameId(resource.getIdElement().getIdPart(), after);
        for (BaseRuntimeChildDefinition child :
                fhir.getResourceDefinition(resource).getChildren()) {
            if (!child.getElementName().equals("id")) {
                List<IBase> values = List.copyOf(child.getAccessor().getValues(after));
                child.getMutator().setValue(resource, null);
                values.forEach(value -> child.getMutator().addValue(resource, value));
            }
        }
    }

    /**
     * Refuses a patch of the id.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (400) if the resource has another id
     */
    static void requireSameId(String id, Resource after) {
        if (!id.equals(after.getIdElement().getIdPart())) {
            throw FhirErrors.invalid(
                    after.fhirType() + ".id", "The id is the resource's address, which a patch cannot change.");
        }
    }
}
