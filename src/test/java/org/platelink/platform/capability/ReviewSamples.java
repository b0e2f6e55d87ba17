package org.platelink.platform.capability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.hl7.fhir.r4.model.Task;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.access.TwoSites;

/** A subject under review, and a study of nobody, which nothing else asks about, with a monitor of the demo site. */
final class ReviewSamples {

    static final String SUBJECT = "claims-review";
    static final String STUDY = "claims-review-study";
    private static final String MONITOR = "claims-monitor";

    /** A visit on which nobody asks anything, so that it can be signed off. */
    private static final String VISIT =
            """
            {"resourceType":"Encounter","id":"claims-review",
             "extension":[{"url":"https://platelink.org/ig/msc-itp/StructureDefinition/planned-visit","extension":[
               {"url":"protocol","valueCanonical":"https://platelink.org/ig/msc-itp/PlanDefinition/msc-itp-protocol"},
               {"url":"action","valueString":"v1-screening"}]}],
             "status":"finished","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},
             "subject":{"reference":"Patient/claims-review"},"period":{"start":"2026-01-06","end":"2026-01-06"}}
            """;

    private static final Map<Integer, ReviewSamples> MADE = new HashMap<>();

    private final FhirClient monitor;
    private final FhirClient coordinator;

    private ReviewSamples(int port) {
        TwoSites sites = TwoSites.on(port);
        sites.register(
                MONITOR,
                "monitor",
                "site-unknown",
                "https://hospital.example/lab",
                "system/*.rs system/Task.cu system/VerificationResult.c");
        monitor = sites.as(MONITOR);
        coordinator = sites.as("coordinator");
        ok(coordinator.post(
                "",
                Labs.transaction(Labs.participant(SUBJECT), Labs.subject(SUBJECT, ResearchSubjectStatus.SCREENING))));
        FhirClient operator = sites.as("operator");
        ok(operator.put(
                "/ResearchStudy/" + STUDY,
                operator.get("/ResearchStudy/NCT06813157")
                        .body()
                        .replace("\"id\":\"NCT06813157\"", "\"id\":\"" + STUDY + "\"")));
        ok(operator.post("/ResearchStudy/" + STUDY + "/$data-cut", text("name", "claims")));
        ok(monitor.post("/ResearchSubject/" + SUBJECT + "/$verify", seen()));
        ok(coordinator.put("/Encounter/" + SUBJECT, VISIT));
    }

    static synchronized ReviewSamples on(int port) {
        return MADE.computeIfAbsent(port, ReviewSamples::new);
    }

    FhirClient monitor() {
        return monitor;
    }

    static String seen() {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"target\",\"valueReference\":{\"reference\":"
                + "\"Patient/" + SUBJECT + "/_history/1\"}}]}";
    }

    static String question(String text) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"focus\",\"valueReference\":{\"reference\":\"Patient/"
                + SUBJECT + "\"}},{\"name\":\"text\",\"valueString\":\"" + text + "\"}]}";
    }

    /** A query that was opened, and then moved on by the coordinator if need be. */
    String query(String text, String... steps) {
        Task query = ok(coordinator.post("/ResearchSubject/" + SUBJECT + "/$open-query", question(text)))
                .as(Task.class);
        for (String step : steps) {
            ok(coordinator.post("/Task/" + query.getIdPart() + "/$" + step, text("text", "So.")));
        }
        return query.getIdPart();
    }

    static String text(String name, String value) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"" + name + "\",\"valueString\":\"" + value
                + "\"}]}";
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        return answer;
    }
}
