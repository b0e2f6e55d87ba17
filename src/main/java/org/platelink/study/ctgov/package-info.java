/**
 * A trial in the form of ClinicalTrials.gov: the study JSON of its API, version 2. Written for those who take it as it is,
 * and read to begin a second trial with its registry record.
 *
 * @see <a href="https://clinicaltrials.gov/data-api/about-api/study-data-structure">Study Data Structure</a>
 */
@NullMarked
@ApplicationModule(id = "ctgov", allowedDependencies = "trds")
package org.platelink.study.ctgov;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
