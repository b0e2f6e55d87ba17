package org.platelink.demo.story;

/** Where a subject stands, as the guide's value set subject-states has it. */
public enum SubjectState {
    SCREENING,
    ELIGIBLE,
    INELIGIBLE,
    ON_STUDY_INTERVENTION,
    FOLLOW_UP,
    OFF_STUDY,
    WITHDRAWN;

    /** As FHIR writes it. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
