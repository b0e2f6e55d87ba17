package org.platelink.security.screening;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a resource belongs to a subject: its type is in R4's Patient compartment, or it refers to a Patient
 * as its subject.
 *
 * @see <a href="https://hl7.org/fhir/R4/compartmentdefinition-patient.html">FHIR R4, compartment Patient</a>
 */
final class SubjectMatter {

    private static final List<String> SUBJECTS = List.of("subject", "patient", "for", "individual");

    private final FhirContext fhir;
    private final Map<String, Boolean> inCompartment = new ConcurrentHashMap<>();

    SubjectMatter(FhirContext fhir) {
        this.fhir = fhir;
    }

    boolean is(Resource resource) {
        return inCompartment.computeIfAbsent(resource.fhirType(), type -> !fhir.getResourceDefinition(type)
                        .getSearchParamsForCompartmentName("Patient")
                        .isEmpty())
                || SUBJECTS.stream().map(resource::getNamedProperty).anyMatch(SubjectMatter::refersToPatient);
    }

    private static boolean refersToPatient(@Nullable Property property) {
        if (property == null) {
            return false;
        }
        for (Base value : property.getValues()) {
            if (value instanceof Reference reference && isPatient(reference)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a reference is to a participant; one without an address is, if it is the resource's subject. */
    static boolean isParticipant(Reference reference, Base parent, String element) {
        return isPatient(reference)
                || parent instanceof Resource && SUBJECTS.contains(element) && !reference.hasReference();
    }

    private static boolean isPatient(Reference reference) {
        String to = reference.getReference();
        return "Patient".equals(reference.getType())
                || to != null && (to.startsWith("Patient/") || to.contains("/Patient/") || to.startsWith("Patient?"));
    }
}
