package org.platelink.operator.demo;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.StringType;
import org.platelink.operator.demo.request.Step;
import org.platelink.operator.demo.request.Step.Registration;
import org.platelink.operator.demo.request.Step.Transaction;
import org.platelink.operator.demo.request.Step.Transition;
import org.platelink.operator.demo.request.StoryRequests;
import org.platelink.operator.demo.story.SubjectStory;
import org.platelink.platform.canonical.CanonicalUrls;

/** Sends the requests of one subject in sequence, and keeps the ids that the server assigned, for later references. */
final class SubjectSender {

    private static final Pattern NAMED = Pattern.compile("(Patient|Encounter|Observation)/\\$([a-z0-9-]+)");
    private static final String STATE = "/subject-state";
    private static final String TAKEN_BACK = "/taken-back-state";
    private static final String REASON = CanonicalUrls.STRUCTURE_DEFINITION + "ineligible-infusion-reason";

    private final Wire wire;
    private final FhirContext fhir;
    private final String study;
    private final SubjectStory story;
    private final Tally tally;
    private final Progress progress;
    private final Map<String, String> ids = new HashMap<>();
    private final Set<String> states = new HashSet<>();
    private final Set<String> takenBack = new HashSet<>();
    private final QuerySender queries;
    private String subject = "";

    SubjectSender(Wire wire, FhirContext fhir, String study, SubjectStory story, Tally tally, Progress progress) {
        this.wire = wire;
        this.fhir = fhir;
        this.study = study;
        this.story = story;
        this.tally = tally;
        this.progress = progress;
        this.queries = new QuerySender(wire, story.number());
    }

    /** Sends the registration. If the subject exists already, it is continued. */
    void register() {
        register(new StoryRequests(story).registration());
        progress.step();
    }

    private void register(Registration registration) {
        Answer answer = wire.ask("/ResearchStudy/" + study + "/$register-subject", json(registration));
        requireGood(registration, answer);
        subject = answer.body().path("id").asText();
        ids.put(
                "subject",
                idOf(answer.body().path("individual").path("reference").asText()));
        states.clear();
        states.addAll(codes(answer.body(), STATE));
        takenBack.clear();
        takenBack.addAll(codes(answer.body(), TAKEN_BACK));
    }

    /** The codes in the extensions of a kind: the states of a subject. */
    private static Set<String> codes(JsonNode resource, String kind) {
        Set<String> codes = new HashSet<>();
        for (JsonNode extension : resource.path("extension")) {
            if (extension.path("url").asText().endsWith(kind)) {
                extension
                        .path("extension")
                        .forEach(part -> codes.add(part.path("valueCode").asText()));
            }
        }
        return codes;
    }

    /** Sends all other requests. */
    void goOn() {
        for (Step step : new StoryRequests(story).others()) {
            if (step instanceof Transition transition) {
                move(transition);
            } else if (step instanceof Registration again) {
                register(again);
            } else if (step instanceof Step.TakingBack takingBack) {
                takeBack(takingBack);
            } else if (step instanceof Step.Query query) {
                count(queries.open(query, subject, result -> {
                    ids.put("queried", result);
                    return json(query);
                }));
            } else if (step instanceof Step.QueryReply reply) {
                count(queries.reply(reply, json(reply)));
            } else if (step instanceof Step.DeathReport report) {
                report(report);
            } else if (step instanceof Transaction transaction) {
                send(transaction);
            }
            progress.step();
        }
    }

    private void move(Transition transition) {
        if (states.contains(transition.to().code())
                || takenBack.contains(transition.to().code())) {
            tally.thereAlready();
            return;
        }
        Answer answer = wire.ask("/ResearchSubject/" + subject + "/$transition", json(transition));
        requireGood(transition, answer);
        tally.made();
    }

    private void takeBack(Step.TakingBack takingBack) {
        if (takenBack.contains(takingBack.mistaken().code())) {
            tally.thereAlready();
            return;
        }
        requireGood(takingBack, wire.ask("/ResearchSubject/" + subject + "/$transition", json(takingBack)));
        tally.made();
    }

    private void report(Step.DeathReport report) {
        if (wire.get("/Patient/" + ids.get("subject")).body().has("deceasedDateTime")) {
            tally.thereAlready();
            return;
        }
        requireGood(report, wire.post(Step.Sender.COORDINATOR, "", json(report)));
        tally.made();
    }

    private void send(Transaction transaction) {
        Answer answer = answer(transaction);
        requireGood(transaction, answer);
        JsonNode entries = answer.body().path("entry");
        if (transaction.visit() != null) {
            ids.put(
                    transaction.visit(),
                    idOf(entries.path(0).path("response").path("location").asText()));
        }
        for (int i = 0; i < transaction.body().getEntry().size(); i++) {
            if (transaction.body().getEntry().get(i).getRequest().hasIfNoneExist()) {
                count(entries.path(i).path("response").path("status").asText().startsWith("201"));
            } else {
                tally.corrected();
            }
        }
    }

    /** Sends it; an infusion for which the server asks a reason, since the subject is not eligible, with a reason. */
    private Answer answer(Transaction transaction) {
        Answer answer = wire.post(transaction.sender(), "", json(transaction));
        if (answer.isGood() || !answer.body().toString().contains(REASON)) {
            return answer;
        }
        transaction.body().getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(MedicationAdministration.class::isInstance)
                .forEach(infusion -> ((MedicationAdministration) infusion)
                        .addExtension(REASON, new StringType("Given by the investigator's decision, synthetic")));
        return wire.post(transaction.sender(), "", json(transaction));
    }

    private void count(boolean made) {
        if (made) {
            tally.made();
        } else {
            tally.thereAlready();
        }
    }

    private void requireGood(Step step, Answer answer) {
        if (!answer.isGood()) {
            throw new StoryRefused(story.number(), step, answer);
        }
    }

    /** The request as JSON, with placeholders replaced by the server's ids. */
    private String json(Step step) {
        String named = fhir.newJsonParser().encodeResourceToString(step.body());
        return NAMED.matcher(named)
                .replaceAll(name -> Matcher.quoteReplacement(name.group(1) + "/" + ids.get(name.group(2))));
    }

    /** The id in {@code Type/id} or {@code Type/id/_history/1}, with or without a server address before it. */
    private static String idOf(String reference) {
        String plain = reference.replaceFirst("/_history/.*", "");
        return plain.substring(plain.lastIndexOf('/') + 1);
    }
}
