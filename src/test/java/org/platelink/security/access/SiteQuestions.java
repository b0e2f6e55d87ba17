package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.laboratory.lab.LabMaps;

/** What one site asks about another: the same of what is there and of what is nobody's. */
final class SiteQuestions {

    static final String THERE = "site-b.acc-b";
    static final String MISSING = "site-b.acc-x";

    private SiteQuestions() {}

    static String there(String type) {
        return switch (type) {
            case "Patient", "ResearchSubject" -> THERE;
            case "ConceptMap" -> "site-b.map-b";
            default -> "site-b.x-" + type.toLowerCase();
        };
    }

    static String missing(String type) {
        return switch (type) {
            case "Patient", "ResearchSubject" -> MISSING;
            case "ConceptMap" -> "site-b.map-x";
            default -> "site-b.y-" + type.toLowerCase();
        };
    }

    static List<String> types() {
        List<String> types = new ArrayList<>(List.of("Patient", "ResearchSubject", "ConceptMap"));
        SubjectsRecord.types().forEach(types::add);
        return types;
    }

    static void assertNoDifference(List<Pair> pairs) {
        assertThat(pairs.stream().flatMap(pair -> pair.difference().stream()).toList())
                .isEmpty();
    }

    /** Something of the own site's under an id. */
    static String own(String type, String id) {
        return switch (type) {
            case "Patient" -> FhirClient.json(TwoSites.participant(id, "site-unknown"));
            case "ResearchSubject" ->
                "{\"resourceType\":\"ResearchSubject\",\"id\":\"" + id
                        + "\",\"status\":\"screening\",\"study\":{\"reference\":\"ResearchStudy/NCT06813157\"},"
                        + "\"individual\":{\"reference\":\"Patient/acc-a\"}}";
            case "ConceptMap" -> FhirClient.json(LabMaps.draft(id, "site-unknown"));
            default -> SubjectsRecord.json(type, id, "acc-a");
        };
    }

    static void ask(List<Pair> pairs, String type, String what, Function<String, Answer> ask) {
        pairs.add(new Pair(what + " " + type, ask, there(type), missing(type)));
    }

    static Answer patch(FhirClient client, String path, String place, String value) {
        return client.send(
                "PATCH",
                path,
                "application/json-patch+json",
                "[{\"op\":\"add\",\"path\":\"" + place + "\",\"value\":" + value + "}]");
    }

    static String entry(String kind, String method, String type, String id) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + kind + "\",\"entry\":[{\"resource\":" + own(type, id)
                + ",\"request\":{\"method\":\"" + method + "\",\"url\":\"" + type + "/" + id + "\"}}]}";
    }

    static String posted(String kind, String type, String json) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + kind + "\",\"entry\":[{\"resource\":" + json
                + ",\"request\":{\"method\":\"POST\",\"url\":\"" + type + "\"}}]}";
    }

    static String get(String url) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\""
                + url + "\"}}]}";
    }

    static String withId(String id, String json) {
        return json.replaceFirst("\\{", "{\"id\":\"" + id + "\",");
    }

    static String referring(String reference) {
        return own("Observation", "x")
                .replace("\"id\":\"x\",", "")
                .replace(
                        "\"status\":\"final\"",
                        "\"status\":\"final\",\"focus\":[{\"reference\":\"" + reference + "\"}]");
    }

    static String noted(String subject, String number) {
        return SubjectsRecord.json("Observation", "x", subject)
                .replace("\"id\":\"x\",", "")
                .replace(
                        "\"status\":\"final\"",
                        "\"status\":\"final\",\"note\":[{\"text\":\"Drawn twice, " + number + "\"}]");
    }
}
