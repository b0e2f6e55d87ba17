/**
 * Safety data: the grades that laboratory results suggest by CTCAE, and the adverse events that investigators
 * reported.
 *
 * <p>A grade is a suggestion: it is computed on request and never stored. An adverse event is recorded by the
 * investigator. There are no stopping rules here, because the trial's protocol states none.
 *
 * @see <a href="https://ctep.cancer.gov/protocolDevelopment/electronic_applications/ctc.htm">CTCAE 5.0</a>
 */
@NullMarked
@ApplicationModule(
        id = "safety",
        allowedDependencies = {"server", "subject", "table", "schedule", "rules", "analysis"})
package org.platelink.trial.safety;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
