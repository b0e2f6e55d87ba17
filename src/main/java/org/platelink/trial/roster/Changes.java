package org.platelink.trial.roster;

import java.util.Map;

/**
 * The changes since the previous poll.
 *
 * @param patients the ids of the Patients of whom something was written; the value is true if it was part of the
 *     record, and false if only derived results were written
 * @param rules whether something was written on which the rows of all subjects depend
 */
record Changes(Map<String, Boolean> patients, boolean rules) {

    Changes {
        patients = Map.copyOf(patients);
    }
}
