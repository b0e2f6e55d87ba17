package org.platelink.trial.subject;

import java.time.LocalDate;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.platform.server.FhirErrors;

/** Check that the states of a subject lead to its status by allowed transitions, on dates in ascending order. */
final class StatePath {

    private final ResearchSubject subject;
    private final StateHistory history;

    StatePath(ResearchSubject subject) {
        this.subject = subject;
        this.history = StateHistory.of(subject);
    }

    /**
     * Checks the path.
     *
     * @param today the last day on which a state may have begun
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException (409) for a transition that is not
     *     allowed
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) for a status that is not that of
     *     the last state, and for dates that are out of order or in the future
     */
    void check(LocalDate today) {
        steps();
        status();
        order();
        future(today);
    }

    private void steps() {
        int forbidden = history.firstForbidden();
        if (forbidden == 0) {
            throw FhirErrors.broken(
                    place(0),
                    "The states of a subject begin with screening; put it before "
                            + history.entries().get(0).state().code() + ", with the day on which it began.");
        }
        if (forbidden > 0) {
            SubjectState from = history.entries().get(forbidden - 1).state();
            throw FhirErrors.conflict(
                    place(forbidden),
                    from.refusalOf(history.entries().get(forbidden).state()));
        }
    }

    private void status() {
        String status = subject.hasStatus() ? subject.getStatus().toCode() : "";
        String present = history.present().code();
        if (!status.equals(present)) {
            throw FhirErrors.broken(
                    "ResearchSubject.status",
                    "The status is that of the last state, " + present
                            + ". To move the subject to another, use $transition"
                            + " on it, or add the extension " + StateExtension.URL
                            + " with the state and the day on which it began.");
        }
    }

    private void order() {
        int early = history.firstOutOfOrder();
        if (early >= 0) {
            StateHistory.Entry entry = history.entries().get(early);
            throw FhirErrors.broken(
                    place(early),
                    entry.state().code() + " cannot begin on " + entry.began() + ": a state before it began later."
                            + " Correct the day of one of them.");
        }
    }

    private void future(LocalDate today) {
        for (int i = 0; i < history.entries().size(); i++) {
            StateHistory.Entry entry = history.entries().get(i);
            if (entry.date().isAfter(today)) {
                throw FhirErrors.broken(
                        place(i),
                        entry.state().code() + " begins on " + entry.began()
                                + ", which is in the future; record it when it has begun.");
            }
        }
    }

    private String place(int entry) {
        return StateExtension.place(subject, entry);
    }
}
