package org.platelink.trial.review;

import java.util.Set;

/**
 * Event that data can be changed again, published when the unlock is committed.
 *
 * @param patients the ids of the Patients whose data were locked
 * @param sites the ids of the Organizations that manage them
 */
public record DataUnlocked(Set<String> patients, Set<String> sites) {

    public DataUnlocked {
        patients = Set.copyOf(patients);
        sites = Set.copyOf(sites);
    }
}
