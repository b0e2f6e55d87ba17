/**
 * The doors through which laboratories deliver, and the one way behind them: journal, answer, match the subject, map the
 * words, hold to the guide, store, link to the visit.
 */
@NullMarked
@ApplicationModule(
        id = "intake",
        allowedDependencies = {
            "server",
            "access",
            "linkage",
            "subject",
            "schedule",
            "validation",
            "screening",
            "audit",
            "patch",
            "transaction",
            "hl7v2",
            "journal",
            "lab",
            "pipeline"
        })
package org.platelink.laboratory.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
