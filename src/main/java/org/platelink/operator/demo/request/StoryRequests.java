package org.platelink.operator.demo.request;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.operator.demo.request.Step.Sender;
import org.platelink.operator.demo.request.Step.Transaction;
import org.platelink.operator.demo.story.Event;
import org.platelink.operator.demo.story.SubjectStory;

/** Maps a subject's story to the sequence of requests that records it. */
public final class StoryRequests {

    private final SubjectStory story;
    private final SubjectRequests subject;

    public StoryRequests(SubjectStory story) {
        this.story = story;
        this.subject = new SubjectRequests(story);
    }

    /** The registration, which must be sent first: the other requests need ids from its response. */
    public Step.Registration registration() {
        return subject.registration();
    }

    /** The number of other requests. */
    public int numberOfOthers() {
        return (int) story.events().stream()
                .filter(event -> !(event instanceof Event.MissedVisit || event instanceof Event.Infusion))
                .count();
    }

    /** All other requests, in their order. */
    public List<Step> others() {
        List<Step> steps = new ArrayList<>();
        String screening = "";
        for (Event event : story.events()) {
            if (event instanceof Event.Move move) {
                steps.add(subject.transition(move));
            } else if (event instanceof Event.Rescreening again) {
                screening = "r1-";
                steps.add(subject.registrationAgain(again));
            } else if (event instanceof Event.StepTakenBack mistake) {
                steps.add(subject.takingBack(mistake));
            } else if (event instanceof Event.Query query) {
                steps.add(QueryRequests.open(story, query));
            } else if (event instanceof Event.QueryReply reply) {
                steps.add(QueryRequests.reply(reply));
            } else if (event instanceof Event.Death death) {
                steps.add(new Step.DeathReport(new DeathBundle(story).of(death)));
            } else if (event instanceof Event.MedicalHistory history) {
                steps.add(
                        new Transaction(Sender.COORDINATOR, null, "the history", new HistoryBundle(story).of(history)));
            } else if (event instanceof Event.CriteriaAttestation attested) {
                steps.add(new Transaction(
                        Sender.COORDINATOR, null, "the attestation", new HistoryBundle(story).of(attested)));
            } else if (event instanceof Event.Visit visit) {
                steps.add(new Transaction(
                        Sender.COORDINATOR,
                        visit.action(),
                        "the visit " + visit.action(),
                        new VisitBundle(story, visit, screening).with(infusion(visit.action()))));
            } else if (event instanceof Event.Sample sample) {
                steps.add(new Transaction(
                        Sender.LABORATORY,
                        null,
                        "the results of " + sample.action(),
                        new SampleBundle(story, sample).first()));
            } else if (event instanceof Event.Correction correction) {
                steps.add(new Transaction(
                        Sender.LABORATORY,
                        null,
                        "a correction of " + correction.sample().action(),
                        new SampleBundle(story, correction.sample()).corrected()));
            }
        }
        return steps;
    }

    /** The infusion of a visit, which is sent in the visit's transaction because both are on one day. */
    private Event.@Nullable Infusion infusion(String action) {
        return story.events().stream()
                .filter(Event.Infusion.class::isInstance)
                .map(Event.Infusion.class::cast)
                .filter(infusion -> infusion.action().equals(action))
                .findFirst()
                .orElse(null);
    }
}
