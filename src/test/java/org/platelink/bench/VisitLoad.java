package org.platelink.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.laboratory.lab.Labs;

/** Subjects who went through the study, each with thirteen visits and five infusions; the same for every server. */
final class VisitLoad {

    private static final LocalDate FIRST_INFUSION = LocalDate.of(2025, 11, 10);
    private static final int[] VISITS = {-14, -7, 0, 7, 21, 35, 49, 63, 79, 110, 140, 230, 320};
    private static final String[] ACTIONS = {
        "v1-screening",
        "v2-baseline",
        "infusion-1",
        "infusion-2",
        "infusion-3",
        "infusion-4",
        "infusion-5",
        "fu-d14",
        "fu-m1",
        "fu-m2",
        "fu-m3",
        "fu-m6",
        "fu-m9"
    };

    private final BenchedServer server;

    VisitLoad(BenchedServer server) {
        this.server = server;
    }

    /** Sends a range of subjects. */
    void subjects(int first, int end) {
        FhirClient coordinator = server.client("coordinator-demo");
        for (int i = first; i < end; i++) {
            Answer answer = coordinator.post("", subject(i), "Prefer", "return=minimal");
            if (answer.status() != 200) {
                throw new AssertionError(answer.status() + " " + answer.body());
            }
        }
    }

    /** Asks again and again, one at a time. */
    Timings ask(String who, int times, IntFunction<String> question) {
        FhirClient client = server.client(who);
        Timings timings = new Timings();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            Answer answer = client.get(question.apply(i));
            timings.add(System.nanoTime() - start);
            if (answer.status() != 200 || !answer.body().contains("infusion-5")) {
                throw new AssertionError(answer.status() + " " + answer.body());
            }
        }
        return timings;
    }

    private static String subject(int number) {
        String id = "visits-" + number;
        List<String> entries = new ArrayList<>();
        entries.add(put("Patient", id, FhirClient.json(Labs.participant(id))));
        entries.add(put(
                "Consent",
                id,
                """
                {"resourceType":"Consent","id":"%s","status":"active",
                 "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"research"}]},
                 "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentcategorycodes","code":"research"}]}],
                 "patient":{"reference":"Patient/%s"},"dateTime":"2025-01-01","policyRule":{"text":"Informed consent form"}}
                """
                        .formatted(id, id)));
        var subject = Labs.subject(id, ResearchSubjectStatus.FOLLOWUP);
        subject.getConsent().setReference("Consent/" + id);
        entries.add(put("ResearchSubject", id, FhirClient.json(subject)));
        // Each a few days off, so that not all are in their windows.
        int off = number % 5 - 2;
        for (int visit = 0; visit < VISITS.length; visit++) {
            LocalDate day = FIRST_INFUSION.plusDays(VISITS[visit] + (visit > 2 ? off : 0));
            entries.add(put("Encounter", id + "-" + visit, encounter(id, visit, day)));
            if (ACTIONS[visit].startsWith("infusion")) {
                entries.add(put("MedicationAdministration", id + "-" + visit, infusion(id, visit, day)));
            }
        }
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    private static String put(String type, String id, String resource) {
        return "{\"resource\":" + resource + ",\"request\":{\"method\":\"PUT\",\"url\":\"" + type + "/" + id + "\"}}";
    }

    private static String encounter(String id, int visit, LocalDate day) {
        return """
                {"resourceType":"Encounter","id":"%s-%d",
                 "extension":[{"url":"https://platelink.org/ig/msc-itp/StructureDefinition/planned-visit","extension":[
                   {"url":"protocol","valueCanonical":"https://platelink.org/ig/msc-itp/PlanDefinition/msc-itp-protocol"},
                   {"url":"action","valueString":"%s"}]}],
                 "status":"finished","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},
                 "subject":{"reference":"Patient/%s"},"period":{"start":"%s","end":"%s"}}
                """
                .formatted(id, visit, ACTIONS[visit], id, day, day);
    }

    private static String infusion(String id, int visit, LocalDate day) {
        return """
                {"resourceType":"MedicationAdministration","id":"%s-%d",
                 "contained":[{"resourceType":"Medication","id":"lot","code":{"text":"Mesenchymal stem cells"},"batch":{"lotNumber":"SYN-1"}}],
                 "status":"completed","medicationReference":{"reference":"#lot"},"subject":{"reference":"Patient/%s"},
                 "context":{"reference":"Encounter/%s-%d"},"effectiveDateTime":"%s",
                 "dosage":{"text":"As the protocol states","dose":{"value":6150,"unit":"10*6.{cells}",
                   "system":"http://unitsofmeasure.org","code":"10*6.{cells}"}}}
                """
                .formatted(id, visit, id, id, visit, day);
    }
}
