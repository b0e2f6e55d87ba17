package org.platelink.trial.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.platform.server.FhirErrors;
import org.platelink.trial.subject.StateHistory.Entry;

/**
 * Derives the states that infusions begin: the first recorded infusion begins on-study-intervention, and once the last
 * planned infusion was given, the last one by date begins follow-up.
 *
 * <p>A derived state follows its infusion: when the day of the infusion changes, the day of the state changes, and
 * when the infusion is removed, the state is removed. A state that a person set is left as it is.
 */
public final class InterventionStates {

    private final List<Entry> entries;

    private InterventionStates(StateHistory history) {
        this.entries = new ArrayList<>(history.entries());
    }

    /**
     * An infusion that was given.
     *
     * @param medicationAdministration its reference, such as {@code MedicationAdministration/12}
     * @param day the FHIR date on which it was given, in the site's time zone
     */
    public record AdministeredInfusion(String medicationAdministration, String day) {}

    /**
     * Updates the states of a subject to match its infusions. The result must be stored as the server's own write,
     * because the {@linkplain StateRules rules} let nobody else remove states.
     *
     * @param subject the subject as stored; it is not modified
     * @param first the first infusion; empty if there is none
     * @param last the last infusion by date; empty if the last one of the protocol was not given
     * @return the subject to store; empty if nothing changes
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException (409) if the subject is still in
     *     screening, or a state would lose the state or infusion that it rests on, or begin before a state that
     *     precedes it
     */
    public static Optional<ResearchSubject> follow(
            ResearchSubject subject, Optional<AdministeredInfusion> first, Optional<AdministeredInfusion> last) {
        StateHistory before = StateHistory.of(subject);
        InterventionStates states = new InterventionStates(before);
        // An infusion may be recorded after the death that followed it.
        List<Entry> death =
                before.entries().stream().filter(Entry::isDerivedDeath).toList();
        states.entries.removeAll(death);
        states.takeAway(first, SubjectState.ON_STUDY_INTERVENTION);
        states.takeAway(first.flatMap(any -> last), SubjectState.FOLLOW_UP);
        first.ifPresent(given -> states.begin(SubjectState.ON_STUDY_INTERVENTION, given));
        first.flatMap(any -> last).ifPresent(given -> states.begin(SubjectState.FOLLOW_UP, given));
        states.entries.addAll(death);
        StateHistory after = new StateHistory(states.entries);
        if (after.equals(before)) {
            return Optional.empty();
        }
        refuseIfItCannotBe(after);
        ResearchSubject changed = subject.copy();
        after.writeTo(changed);
        return Optional.of(changed);
    }

    private void takeAway(Optional<AdministeredInfusion> infusion, SubjectState state) {
        if (infusion.isEmpty()) {
            entries.removeIf(entry -> entry.state() == state && entry.because() != null);
        }
    }

    private void begin(SubjectState state, AdministeredInfusion infusion) {
        if (entries.stream().anyMatch(entry -> entry.state() == state)) {
            entries.replaceAll(entry -> entry.state() == state && entry.because() != null
                    ? new Entry(state, infusion.day(), entry.reason(), infusion.medicationAdministration())
                    : entry);
            return;
        }
        SubjectState present = new StateHistory(entries).present();
        if (present == SubjectState.SCREENING) {
            throw FhirErrors.conflict(
                    "MedicationAdministration.subject",
                    "The subject is still in screening, and infusions are for who is eligible; move it to eligible first,"
                            + " with $transition.");
        }
        if (present.next().contains(state)) {
            entries.add(new Entry(state, infusion.day(), null, infusion.medicationAdministration()));
        }
    }

    private static void refuseIfItCannotBe(StateHistory history) {
        int forbidden = history.firstForbidden() > 0 ? history.firstForbidden() : completedTooEarly(history);
        if (forbidden > 0) {
            throw FhirErrors.conflict(
                    "MedicationAdministration.status",
                    "The subject's state "
                            + history.entries().get(forbidden).state().code()
                            + " rests on this infusion. If another was given in its place, record that one first.");
        }
        int early = history.firstOutOfOrder();
        if (early > 0) {
            throw FhirErrors.conflict(
                    "MedicationAdministration.effective",
                    "With the infusion on this day, the subject's state "
                            + history.entries().get(early).state().code()
                            + " would begin before the state that precedes it, "
                            + history.entries().get(early - 1).state().code()
                            + ". Correct the day of the infusion, or that of the state.");
        }
    }

    /** The index of the end of a subject that went through the study without its follow-up; -1 if there is none. */
    private static int completedTooEarly(StateHistory history) {
        for (int i = 1; i < history.entries().size(); i++) {
            Entry entry = history.entries().get(i);
            boolean completed = entry.state() == SubjectState.OFF_STUDY
                    && (entry.end() == null || entry.end() == EndReason.COMPLETED);
            if (completed && history.entries().get(i - 1).state() != SubjectState.FOLLOW_UP) {
                return i;
            }
        }
        return -1;
    }
}
