/**
 * Visit schedules: the visits that the protocol plans for a subject, counted from the visits that took place.
 *
 * <p>{@link org.platelink.trial.schedule.Protocol} is a PlanDefinition in the form of HL7 Vulcan's Schedule of
 * Activities 1.0.0 (R4); {@link org.platelink.trial.schedule.Schedule} evaluates it for one subject as of one day.
 * Days are those of the site's time zone. Schedules are not stored: each answer is calculated from the stored texts
 * of what took place.
 *
 * @see <a href="http://hl7.org/fhir/uv/vulcan-schedule/">HL7 Vulcan, Schedule of Activities</a>
 */
@NullMarked
@ApplicationModule(
        id = "schedule",
        allowedDependencies = {"server", "hapi :: table", "access", "subject", "table", "pipeline"})
package org.platelink.trial.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
