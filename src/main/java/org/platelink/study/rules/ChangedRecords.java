package org.platelink.study.rules;

import java.util.Map;

/**
 * The changes since the previous poll.
 *
 * @param patients the ids of the Patients of whom something was written; the value is true if it was part of the
 *     record, and false if only derived results were written
 * @param rules whether something was written on which the rows of all subjects depend
 */
public record ChangedRecords(Map<String, Boolean> patients, boolean rules) {

    public ChangedRecords {
        patients = Map.copyOf(patients);
    }
}
