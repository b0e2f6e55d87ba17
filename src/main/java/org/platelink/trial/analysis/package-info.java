/**
 * What is derived of the subjects of a study for analysis: the response to treatment, the grades of safety laboratory.
 *
 * <p>The study names each analysis, by the extension {@code derived-analysis} of its ResearchStudy: an expression of a CQL
 * Library. {@link org.platelink.trial.analysis.SubjectAnalyses} evaluates it over subjects, their records and their visits; what it
 * gives is read as {@link org.platelink.trial.analysis.Row}s. A study that names none has none.
 */
@NullMarked
@ApplicationModule(
        id = "analysis",
        allowedDependencies = {"server", "access", "subject", "schedule", "rules"})
package org.platelink.trial.analysis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
