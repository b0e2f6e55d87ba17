/**
 * The intake of laboratory results: the HL7 v2 and FHIR entry points, and one pipeline behind them. Its steps:
 * journal, acknowledge, match the subject, map codes, validate against the guide, store, link to the visit.
 */
@NullMarked
@ApplicationModule(
        id = "intake",
        allowedDependencies = {
            "server",
            "hapi :: table",
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
