package org.platelink.trial.roster;

import java.util.Map;

/**
 * What was written since one looked last.
 *
 * @param patients the ids of the Patients of whom something was written; true if it is of the record, and not only what rules
 *     derived of it
 * @param rules whether something was written on which the rows of all subjects rest
 */
record Changes(Map<String, Boolean> patients, boolean rules) {

    Changes {
        patients = Map.copyOf(patients);
    }
}
