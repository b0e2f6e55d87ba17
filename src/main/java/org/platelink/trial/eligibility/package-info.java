/**
 * Evaluates whether a subject fulfils the eligibility criteria of its study, by the study's own CQL rules on the
 * subject's record. Each result names its evidence, and a subject is never eligible while something is unknown.
 *
 * <p>The criteria are the characteristics of the Groups that {@code ResearchStudy.enrollment} references; each
 * characteristic names the expression of a CQL Library that evaluates it. If none of a study's criteria names an
 * expression, its subjects become eligible only by a person's decision, where the study states that people decide.
 */
@NullMarked
@ApplicationModule(
        id = "eligibility",
        allowedDependencies = {"server", "access", "subject", "rules", "schedule", "hapi :: table"})
package org.platelink.trial.eligibility;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
