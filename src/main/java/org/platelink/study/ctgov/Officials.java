package org.platelink.study.ctgov;

import java.util.Map;

/** Maps the roles of ClinicalTrials.gov's officials to R5's party roles and back. */
final class Officials {

    /** The API's enumeration has {@code SUB_INVESTIGATOR} beside the three roles that occur in its records. */
    private static final Map<String, String> ROLES = Map.of(
            "PRINCIPAL_INVESTIGATOR", "primary-investigator",
            "STUDY_DIRECTOR", "study-director",
            "STUDY_CHAIR", "study-chair",
            "SUB_INVESTIGATOR", "sub-investigator");

    private Officials() {}

    static String role(String value) {
        return ROLES.getOrDefault(value, Terms.code(value));
    }

    static String value(String role) {
        return ROLES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(role))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> Terms.value(role));
    }
}
