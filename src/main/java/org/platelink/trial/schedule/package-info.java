/**
 * The visits of a subject: what the protocol plans, counted from what really took place.
 *
 * <p>{@link org.platelink.trial.schedule.Protocol} is a PlanDefinition in the form of HL7 Vulcan's Schedule of Activities 1.0.0
 * (R4), {@link org.platelink.trial.schedule.Schedule} what it comes to for one subject on one day. Days are those of the site's
 * time zone. Nothing is kept: each answer is made from the stored texts of what took place.
 *
 * @see <a href="http://hl7.org/fhir/uv/vulcan-schedule/">HL7 Vulcan, Schedule of Activities</a>
 */
@NullMarked
@ApplicationModule(
        id = "schedule",
        allowedDependencies = {"server", "access", "subject", "table", "pipeline"})
package org.platelink.trial.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
