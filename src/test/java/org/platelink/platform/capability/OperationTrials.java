package org.platelink.platform.capability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;

/** How each operation is asked so that it can be done. What is not listed is asked by its name alone. */
final class OperationTrials {

    /** The subject of these trials, which nothing else asks about. */
    static final String OWN = "claims-1";

    /** The subject that is transferred, and the site that it is to go to. */
    static final String MOVING = "claims-2";

    private static final String[] ASYNC = {"Accept", "application/fhir+json", "Prefer", "respond-async"};
    private static final String STUDY = "/ResearchStudy/NCT06813157/";
    private static final String GUIDE = "https://platelink.org/ig/msc-itp/";

    private final Map<String, List<Trial>> known = new HashMap<>();
    private final Samples samples;

    /** @param body null for GET */
    record Trial(String path, String body, String... headers) {

        Answer by(FhirClient client) {
            return body == null ? client.get(path, headers) : client.post(path, body, headers);
        }
    }

    OperationTrials(Samples samples, ReviewSamples reviewed) {
        this.samples = samples;
        review(reviewed);
        String patient = "Patient/" + OWN;
        String subject = "/ResearchSubject/" + OWN;
        get("ResearchSubject/visit-labs", subject + "/$visit-labs?visit=v1-screening");
        String person = UUID.randomUUID().toString();
        post("ResearchStudy/register-subject", STUDY + "$register-subject", person(person));
        // The alert may have ended meanwhile, which is another version.
        known.put(
                "Flag/acknowledge",
                Stream.of("1", "2", "3")
                        .map(version -> new Trial(
                                "/Flag/" + OWN + "/$acknowledge",
                                parameters("{\"name\":\"version\",\"valueString\":\"" + version + "\"}")))
                        .toList());
        post("ResearchStudy/evaluate-eligibility", STUDY + "$evaluate-eligibility", parameters());
        post("ResearchSubject/evaluate-eligibility", subject + "/$evaluate-eligibility", parameters());
        post(
                "ResearchSubject/transition",
                subject + "/$transition",
                parameters(
                        "{\"name\":\"to\",\"valueCode\":\"withdrawn\"}",
                        "{\"name\":\"reasonCode\",\"valueCode\":\"consent-withdrawn\"}",
                        "{\"name\":\"date\",\"valueDate\":\"" + java.time.LocalDate.now() + "\"}"));
        post(
                "ResearchSubject/transfer",
                "/ResearchSubject/" + MOVING + "/$transfer",
                parameters(
                        "{\"name\":\"to\",\"valueReference\":{\"reference\":\"Organization/" + MOVING + "\"}}",
                        "{\"name\":\"date\",\"valueDate\":\"" + java.time.LocalDate.now() + "\"}",
                        "{\"name\":\"reason\",\"valueString\":\"A trial of the operation\"}"));
        String identifier =
                "{\"name\":\"identifier\",\"valueIdentifier\":{\"system\":\"https://hospital.example/patients\",\"value\":\""
                        + person + "-l\"}}";
        post("Patient/link", "/" + patient + "/$link", parameters(identifier));
        post("Patient/find-linked", "/Patient/$find-linked", parameters(identifier));
        get("Patient/export", "/Patient/$export?_type=Patient", ASYNC);
        get("Group/export", "/Group/NCT06813157-subjects/$export?_type=Patient", ASYNC);
        get("system/export", "/$export?_type=Patient", ASYNC);
        get("Patient/everything", "/" + patient + "/$everything");
        get("Observation/lastn", "/Observation/$lastn?subject=" + patient);
        get("PlanDefinition/apply", "/PlanDefinition/msc-itp-protocol/$apply?subject=" + patient);
        String view = "?subjectReference=Library/labs-long&_limit=1";
        get("system/sql-run", "/$sql-run" + view);
        get("system/viewdefinition-run", "/$viewdefinition-run" + view);
        String output = parameters(
                "{\"name\":\"subject\",\"part\":[{\"name\":\"subjectReference\",\"valueReference\":{\"reference\":"
                        + "\"Library/labs-long\"}}]}");
        known.put("system/sql-export", List.of(new Trial("/$sql-export", output, ASYNC)));
        known.put("system/viewdefinition-export", List.of(new Trial("/$viewdefinition-export", output, ASYNC)));
        String set = GUIDE + "ValueSet/visit-statuses";
        String system = GUIDE + "CodeSystem/visit-status";
        get("ValueSet/expand", "/ValueSet/$expand?url=" + set);
        get("ValueSet/validate-code", "/ValueSet/$validate-code?url=" + set + "&code=planned&system=" + system);
        get("CodeSystem/validate-code", "/CodeSystem/$validate-code?url=" + system + "&code=planned");
        get("CodeSystem/lookup", "/CodeSystem/$lookup?system=http://loinc.org&code=777-3");
        get(
                "ConceptMap/translate",
                "/ConceptMap/$translate?system=http://loinc.org&code=777-3&url="
                        + samples.one("ConceptMap")
                                .map(map -> ((ConceptMap) map).getUrl())
                                .orElseThrow());
    }

    private void review(ReviewSamples reviewed) {
        String subject = "/ResearchSubject/" + ReviewSamples.SUBJECT;
        String study = "/ResearchStudy/" + ReviewSamples.STUDY;
        String said = ReviewSamples.text("text", "Seen.");
        String reason = ReviewSamples.text("reason", "To try what is claimed.");
        post("ResearchSubject/open-query", subject + "/$open-query", ReviewSamples.question("Which one?"));
        post("Task/answer-query", "/Task/" + reviewed.query("a") + "/$answer-query", said);
        post("Task/reopen-query", "/Task/" + reviewed.query("r", "answer-query") + "/$reopen-query", said);
        post("Task/close-query", "/Task/" + reviewed.query("c", "answer-query") + "/$close-query", said);
        post("Task/cancel-query", "/Task/" + reviewed.query("x") + "/$cancel-query", said);
        post("Encounter/sign-off", "/Encounter/" + ReviewSamples.SUBJECT + "/$sign-off", parameters());
        post("ResearchSubject/verify", subject + "/$verify", ReviewSamples.seen());
        post(
                "ResearchStudy/data-cut",
                study + "/$data-cut",
                ReviewSamples.text("name", UUID.randomUUID().toString()));
        // Whichever of the two is tried first.
        for (String type : List.of("ResearchSubject", "ResearchStudy")) {
            String of = type.equals("ResearchStudy") ? study : subject;
            Trial lock = new Trial(of + "/$lock", reason);
            Trial unlock = new Trial(of + "/$unlock", reason);
            known.put(type + "/lock", List.of(unlock, lock));
            known.put(type + "/unlock", List.of(lock, unlock));
        }
    }

    List<Trial> of(String type, String operation) {
        if (operation.equals("validate")) {
            return samples.one(type)
                    .map(sample -> List.of(new Trial("/" + type + "/$validate", samples.text(sample))))
                    .orElse(List.of());
        }
        return known.getOrDefault(type + "/" + operation, byName(type, operation));
    }

    List<Trial> byName(String type, String operation) {
        List<Trial> trials = new ArrayList<>();
        String start = type.equals("system") ? "/" : "/" + type + "/";
        if (!type.equals("system")) {
            samples.one(type).map(Resource::getIdPart).ifPresent(id -> {
                trials.add(new Trial(start + id + "/$" + operation, null));
                trials.add(new Trial(start + id + "/$" + operation, parameters()));
            });
        }
        trials.add(new Trial(start + "$" + operation, null));
        trials.add(new Trial(start + "$" + operation, parameters()));
        return trials;
    }

    private void get(String name, String path, String... headers) {
        known.put(name, List.of(new Trial(path.replace("|", "%7C"), null, headers)));
    }

    private void post(String name, String path, String body) {
        known.put(name, List.of(new Trial(path, body)));
    }

    private static String parameters(String... parameters) {
        return "{\"resourceType\":\"Parameters\""
                + (parameters.length == 0 ? "" : ",\"parameter\":[" + String.join(",", parameters) + "]") + "}";
    }

    private static String person(String number) {
        return parameters(
                "{\"name\":\"identifier\",\"valueIdentifier\":{\"system\":\"https://hospital.example/patients\",\"value\":\""
                        + number + "\"}}",
                "{\"name\":\"birthDate\",\"valueDate\":\"1984-03-12\"}",
                "{\"name\":\"gender\",\"valueCode\":\"female\"}",
                "{\"name\":\"consentDateTime\",\"valueDateTime\":\"2026-03-01T20:00:00Z\"}",
                "{\"name\":\"site\",\"valueReference\":{\"reference\":\"Organization/site-unknown\"}}");
    }
}
