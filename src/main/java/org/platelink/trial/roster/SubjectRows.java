package org.platelink.trial.roster;

import java.util.Collection;
import java.util.List;

/** Source of roster rows, built from what is stored now, without grades. */
interface SubjectRows {

    /** The rows of all subjects. */
    List<ListedSubject> all(String study);

    /** The rows of the subjects who are the given Patients, by Patient ids. */
    List<ListedSubject> of(String study, Collection<String> patients);
}
