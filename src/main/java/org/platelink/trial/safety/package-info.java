/**
 * Safety: the grades that laboratory results suggest by CTCAE, and the adverse events that investigators reported.
 *
 * <p>A grade is a suggestion, made when it is asked for and never stored; an adverse event is the investigator's act. There are
 * no stopping rules here, since the trial's protocol states none.
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
