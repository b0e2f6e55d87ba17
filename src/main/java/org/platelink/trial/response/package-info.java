/**
 * The response of subjects to treatment: at each follow-up visit and in the whole course, by the study's rules, and how many of
 * a study responded.
 *
 * <p>An answer is computed when it is asked for. What is stored of it, one Observation for each visit that took place and one
 * for the course, is kept current: what changes in the record of a subject is queued in the transaction that changes it, and
 * derived again soon after.
 *
 * @see <a href="https://doi.org/10.1182/blood-2008-07-162503">Rodeghiero et al., Blood 2009; 113:2386</a>
 */
@NullMarked
@ApplicationModule(
        id = "response",
        allowedDependencies = {"server", "table", "schedule", "rules", "analysis", "pipeline"})
package org.platelink.trial.response;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
