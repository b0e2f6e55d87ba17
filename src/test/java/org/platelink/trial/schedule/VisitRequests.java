package org.platelink.trial.schedule;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;

/** Visits and infusions of one synthetic participant, whichever subject they come to belong to. */
public record VisitRequests(FhirClient coordinator, String patient) {

    private Visits visits() {
        ResearchSubject subject = new ResearchSubject();
        subject.setId("ResearchSubject/unknown");
        subject.getIndividual().setReference("Patient/" + patient);
        return Visits.of(coordinator, subject);
    }

    public String visit(String action, String date) {
        return visits().visit(action, date);
    }

    public Answer give(String action, String date) {
        return coordinator.post("/MedicationAdministration", visits().dose(action, date));
    }

    /** The visits of a schedule that took place, as {@code fu-m1 2026-07-01}. */
    public static List<String> tookPlace(CarePlan schedule) {
        return schedule.getActivity().stream()
                .map(activity -> activity.getDetail()
                        .getExtensionByUrl("https://platelink.org/ig/msc-itp/StructureDefinition/visit-timing"))
                .flatMap(timing -> timing.getExtensionByUrl("actual") == null
                        ? Stream.of()
                        : Stream.of(part(timing, "action") + " " + part(timing, "actual")))
                .toList();
    }

    private static String part(Extension timing, String name) {
        return timing.getExtensionByUrl(name).getValue().primitiveValue();
    }
}
