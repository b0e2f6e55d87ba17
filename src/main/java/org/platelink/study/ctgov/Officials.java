package org.platelink.study.ctgov;

import java.util.Map;

/** The officials of a study, and the roles that R5 has for them. */
final class Officials {

    /** {@code SUB_INVESTIGATOR} is in the API's list beside the three that its records have. */
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
