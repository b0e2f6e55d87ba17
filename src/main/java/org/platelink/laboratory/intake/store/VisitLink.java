package org.platelink.laboratory.intake.store;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.trial.schedule.CompletedVisits;
import org.platelink.trial.schedule.CompletedVisits.Visit;
import org.platelink.trial.subject.PartialDate;
import org.platelink.trial.subject.SiteTimeZones;

/**
 * Links a result to the visit at which its sample was taken ({@code Observation.encounter}).
 *
 * <p>That is the visit of the participant that took place at the site on that day, if there is exactly one. A result
 * that names its visit keeps it.
 */
final class VisitLink {

    private final CompletedVisits visits;
    private final SiteTimeZones zones;

    VisitLink(CompletedVisits visits, SiteTimeZones zones) {
        this.visits = visits;
        this.zones = zones;
    }

    /** Links the results among some resources of a site. */
    void link(List<DeliveredResource> resources, String site) {
        ZoneId zone = zones.of(site);
        Map<String, List<Visit>> visitsByPatient = new HashMap<>();
        for (DeliveredResource one : resources) {
            if (one.resource() instanceof Observation result && !result.hasEncounter() && result.hasEffective()) {
                String patient = result.getSubject().getReferenceElement().getIdPart();
                if (patient == null) {
                    continue; // No reference to a participant: the storage refuses it.
                }
                List<Visit> ofPatient = visitsByPatient.computeIfAbsent(patient, id -> visits.of(id, zone));
                PartialDate.of(result.getEffective().primitiveValue(), zone)
                        .day()
                        .ifPresent(day -> link(result, ofPatient, day));
            }
        }
    }

    private static void link(Observation result, List<Visit> visits, LocalDate day) {
        List<Visit> that = visits.stream().filter(visit -> visit.isOn(day)).toList();
        if (that.size() == 1) {
            result.setEncounter(new Reference("Encounter/" + that.get(0).encounter()));
        }
    }
}
