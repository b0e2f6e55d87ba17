package org.platelink.trial.review;

import java.time.Instant;

/**
 * A data cut.
 *
 * @param id the id of its List
 * @param study the id of its ResearchStudy
 * @param name its name, unique in the study
 * @param moment the moment whose data it holds
 */
public record DataCut(String id, String study, String name, Instant moment) {

    /** The name with the study's, which is unique. */
    public String fullName() {
        return study + "/" + name;
    }
}
