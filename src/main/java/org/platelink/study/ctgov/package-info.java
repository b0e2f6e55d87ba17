/**
 * Conversion between trials and the study JSON of ClinicalTrials.gov's API, version 2: written for consumers of that
 * format, and read to start a second trial from its registry record.
 *
 * @see <a href="https://clinicaltrials.gov/data-api/about-api/study-data-structure">Study Data Structure</a>
 */
@NullMarked
@ApplicationModule(id = "ctgov", allowedDependencies = "trds")
package org.platelink.study.ctgov;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
