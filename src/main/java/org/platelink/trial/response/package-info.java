/**
 * Derives the treatment response of subjects by the study's rules: at each follow-up visit and over the whole course,
 * and how many subjects of a study responded.
 *
 * <p>An operation computes its answer on request. The stored part, one Observation for each visit that took place and
 * one for the course, is kept current: the Patients whose records a transaction changes are queued after its commit,
 * and their responses are derived again soon after.
 *
 * @see <a href="https://doi.org/10.1182/blood-2008-07-162503">Rodeghiero et al., Blood 2009; 113:2386</a>
 */
@NullMarked
@ApplicationModule(
        id = "response",
        allowedDependencies = {"server", "background", "table", "schedule", "review", "rules", "analysis", "pipeline"})
package org.platelink.trial.response;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
