/**
 * Whether a subject fulfils the criteria of its study: judged from the record by the study's own rules, each answer with its
 * evidence, and never eligible where something is unknown.
 *
 * <p>The criteria are the characteristics of the Group to which {@code ResearchStudy.enrollment} leads; each names the
 * expression of a CQL Library that judges it. A study whose criteria name none is not judged, and its subjects are not held.
 */
@NullMarked
@ApplicationModule(
        id = "eligibility",
        allowedDependencies = {"server", "access", "subject", "rules"})
package org.platelink.trial.eligibility;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
