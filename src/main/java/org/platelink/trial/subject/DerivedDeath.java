package org.platelink.trial.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.trial.subject.Death.Order;
import org.platelink.trial.subject.StateHistory.Entry;
import org.platelink.trial.subject.StudyEvents.StudyEvent;

/**
 * The state off-study that a recorded death begins. It follows the record: another date moves it, and a death that
 * was recorded in error takes it back. An end that a person set before stays as it is.
 */
final class DerivedDeath {

    private DerivedDeath() {}

    /**
     * The states of a subject with those that follow from a death.
     *
     * @param before the states as stored
     * @param death the recorded death; empty if none is recorded
     * @param events the visits and infusions that took place
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException (409) if a state of the subject
     *     began after the death
     */
    static StateHistory follow(StateHistory before, Optional<Death> death, List<StudyEvent> events) {
        List<Entry> entries = new ArrayList<>(before.entries());
        entries.removeIf(Entry::isDerivedDeath);
        StateHistory alive = new StateHistory(entries);
        if (death.isEmpty() || alive.present().isEnd()) {
            return alive;
        }
        if (entries.isEmpty()) {
            entries.add(new Entry(SubjectState.SCREENING, PartialDate.UNKNOWN.text(), null, null));
        }
        Death died = death.get();
        entries.add(new Entry(
                SubjectState.OFF_STUDY,
                died.day().text(),
                reason(died, events),
                died.reference(),
                EndReason.DEATH,
                null));
        StateHistory after = new StateHistory(entries);
        refuseIfItCannotBe(after, died);
        return after;
    }

    /** What cannot be told of the death stands in the subject, so that somebody can look for it. */
    private static @Nullable String reason(Death death, List<StudyEvent> events) {
        String open = events.stream()
                .filter(StudyEvent::infusion)
                .filter(event -> death.orderOf(event.dateTime(), event.date()) == Order.UNKNOWN)
                .map(StudyEvent::reference)
                .sorted()
                .limit(5)
                .collect(Collectors.joining(", "));
        return open.isEmpty()
                ? null
                : "Whether it was after " + open
                        + " cannot be told from the recorded date; a fatal AdverseEvent says the" + " day.";
    }

    private static void refuseIfItCannotBe(StateHistory history, Death death) {
        int last = history.entries().size() - 1;
        if (history.firstOutOfOrder() == last) {
            Entry later = history.entries().stream()
                    .filter(entry -> death.day().isBefore(entry.date().first()))
                    .findFirst()
                    .orElse(history.entries().get(last - 1));
            throw FhirErrors.conflict(
                    death.reference().split("/")[0],
                    "The participant died " + death.when() + ", and the subject's state "
                            + later.state().code() + " began on " + later.began()
                            + ". Correct the date of the one that is wrong, or take the state back with $transition and"
                            + " correct=true.");
        }
    }
}
