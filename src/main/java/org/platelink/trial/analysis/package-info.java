/**
 * Derived analyses of the subjects of a study, such as the response to treatment and the grades of safety laboratory
 * results.
 *
 * <p>A study names each analysis by the extension {@code derived-analysis} of its ResearchStudy: an expression of a
 * CQL Library. {@link org.platelink.trial.analysis.SubjectAnalyses} evaluates it over subjects, their records and
 * their visits, and returns {@link org.platelink.trial.analysis.Row}s. A study without the extension has no analyses.
 */
@NullMarked
@ApplicationModule(
        id = "analysis",
        allowedDependencies = {"server", "access", "subject", "schedule", "rules"})
package org.platelink.trial.analysis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
