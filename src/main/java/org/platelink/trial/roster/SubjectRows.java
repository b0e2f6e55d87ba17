package org.platelink.trial.roster;

import java.util.Collection;
import java.util.List;

/** Makes the rows of the subjects of a study of what is stored now, without their grades. */
interface SubjectRows {

    /** Those of all. */
    List<ListedSubject> all(String study);

    /** Those who are some Patients, by their ids. */
    List<ListedSubject> of(String study, Collection<String> patients);
}
