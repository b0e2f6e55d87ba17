/**
 * The intake of laboratory results: the HL7 v2 and FHIR entry points, and one pipeline behind them. Its steps:
 * journal, acknowledge, match the subject, map codes, validate against the guide, store, link to the visit.
 *
 * <p>Its packages, each of which calls only those after it ({@code IntakePackagesTests}): here the REST API for
 * messages and for what becomes of them; {@link org.platelink.laboratory.intake.hl7} and
 * {@link org.platelink.laboratory.intake.fhir}, which know nothing of each other;
 * {@link org.platelink.laboratory.intake.queue}; {@link org.platelink.laboratory.intake.store}. Other modules see the
 * {@link org.platelink.laboratory.intake.hl7.MessageDoor} alone.
 */
@NullMarked
@ApplicationModule(
        id = "intake",
        allowedDependencies = {
            "server",
            "background",
            "hapi :: table",
            "access",
            "linkage",
            "subject",
            "schedule",
            "review",
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
