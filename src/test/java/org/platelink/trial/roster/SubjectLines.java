package org.platelink.trial.roster;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.platelink.study.rules.DerivedResults;
import org.platelink.trial.schedule.SubjectVisits;

/** What is stored of a subject, told in few words. */
final class SubjectLines {

    static final FollowedMeasurement PLATELETS =
            new FollowedMeasurement(List.of(new Coding("http://loinc.org", "777-3", null)), "10*9/L");
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final PatientSnapshot stored = new PatientSnapshot();
    private final SubjectVisits visits;

    SubjectLines(SubjectVisits visits) {
        this.visits = visits;
    }

    static JsonNode counted(String quantity, String measured, String status) {
        return PatientSnapshots.parsed("{\"status\":\"" + status
                + "\",\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"777-3\"}]},"
                + "\"effectiveDateTime\":\"" + measured + "\""
                + (quantity.isEmpty() ? "" : ",\"valueQuantity\":" + quantity)
                + "}");
    }

    static String quantity(String value, String unit) {
        return "{\"value\":" + value + ",\"unit\":\"" + unit + "\",\"system\":\"http://unitsofmeasure.org\",\"code\":\""
                + unit + "\"}";
    }

    SubjectLines count(String id, String value, String measured) {
        stored.add("Observation", id, counted(quantity(value, "10*9/L"), measured, "final"));
        return this;
    }

    SubjectLines other(String id, JsonNode observation) {
        stored.add("Observation", id, observation);
        return this;
    }

    SubjectLines consent(String signed) {
        stored.add("Consent", visits.consent(), PatientSnapshots.parsed("{\"dateTime\":\"" + signed + "\"}"));
        return this;
    }

    SubjectLines course(String code, String... evidence) {
        return derived(DerivedResults.id(visits.subject(), "itp-response-course"), code, "", evidence);
    }

    SubjectLines response(String visit, String code, String baseline, String... evidence) {
        String component = ",\"component\":[{\"code\":{\"coding\":[{\"code\":\"baseline\"}]},\"valueQuantity\":"
                + quantity(baseline, "10*9/L") + "}]";
        return derived(DerivedResults.id(visits.subject(), "itp-response", visit), code, component, evidence);
    }

    private SubjectLines derived(String id, String code, String more, String... evidence) {
        StringBuilder from = new StringBuilder();
        for (String one : evidence) {
            from.append(from.isEmpty() ? "" : ",").append("{\"reference\":\"Observation/" + one + "\"}");
        }
        stored.add(
                "Observation",
                id,
                PatientSnapshots.parsed("{\"status\":\"final\",\"valueCodeableConcept\":{\"coding\":[{\"code\":\""
                        + code + "\"}]},\"derivedFrom\":[" + from + "]" + more + "}"));
        return this;
    }

    ListedSubject listed() {
        return ListedSubject.of(visits, stored, PLATELETS, SHANGHAI);
    }
}
