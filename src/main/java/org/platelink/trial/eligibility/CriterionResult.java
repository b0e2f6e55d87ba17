package org.platelink.trial.eligibility;

/** The result code of a criterion: the guide's code system criterion-result. */
enum CriterionResult {
    MET("met"),
    NOT_MET("not-met"),
    UNKNOWN("unknown"),
    NEEDS_ATTESTATION("needs-attestation");

    private final String code;

    CriterionResult(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
