package org.platelink.security.access;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a type that a caller may read from the store: what a search of it would find.
 *
 * @param type the FHIR type
 * @param site the id of the Organization to whose subjects it is restricted; null for the subjects of all sites, or
 *     for a type that belongs to no subject
 * @param patientPath the element that refers to the Patient, such as {@code Observation.subject}; null if the type is
 *     the Patient itself or belongs to none
 * @param anyOf searches, one of which the resources must match as well; empty if there is none
 */
public record SearchRestriction(
        String type, @Nullable String site, @Nullable String patientPath, List<SearchParameterMap> anyOf) {

    /** Whether its resources belong to Patients. */
    public boolean isOfPatients() {
        return patientPath != null || type.equals("Patient");
    }
}
