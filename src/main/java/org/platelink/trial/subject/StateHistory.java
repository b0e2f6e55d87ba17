package org.platelink.trial.subject;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;

/**
 * The states that a subject is and was in, in their order, each with the day since when. May hold none: then the subject is
 * in screening and nobody said since when.
 *
 * @param entries one for each state; the last is the present one
 */
public record StateHistory(List<StateHistory.Entry> entries) {

    /** Takes the entries as they are; whether they are an {@link #isAllowedPath allowed path} is another question. */
    public StateHistory {
        entries = List.copyOf(entries);
    }

    /**
     * A state and since when.
     *
     * @param state the state
     * @param began a FHIR date: a day, or where it is not known to the day a month or a year
     * @param reason why, in the words of the site
     * @param because the reference of the MedicationAdministration that began it, if it is the server that wrote it
     */
    public record Entry(SubjectState state, String began, @Nullable String reason, @Nullable String because) {

        PartialDate date() {
            return PartialDate.of(began);
        }
    }

    /**
     * Reads the history of a subject.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if an entry lacks its state or its day,
     *     as none that is stored does
     */
    public static StateHistory of(ResearchSubject subject) {
        List<Entry> entries = new ArrayList<>();
        List<Extension> extensions = subject.getExtension();
        for (int i = 0; i < extensions.size(); i++) {
            if (StateExtension.is(extensions.get(i))) {
                entries.add(StateExtension.read(extensions.get(i), StateExtension.place(i)));
            }
        }
        return new StateHistory(entries);
    }

    /** The state that the subject is in now. */
    public SubjectState present() {
        return entries.isEmpty()
                ? SubjectState.SCREENING
                : entries.get(entries.size() - 1).state();
    }

    /** The entry of a state; no state comes twice on an allowed path. */
    public Optional<Entry> entryOf(SubjectState state) {
        return entries.stream().filter(entry -> entry.state() == state).findFirst();
    }

    /** Whether the states lead from screening to the present one by steps that are all allowed. */
    public boolean isAllowedPath() {
        return firstForbidden() < 0;
    }

    /** The position of the first entry whose state may not come where it stands; -1 if there is none. */
    int firstForbidden() {
        for (int i = 0; i < entries.size(); i++) {
            SubjectState state = entries.get(i).state();
            boolean allowed = i == 0
                    ? state == SubjectState.SCREENING
                    : entries.get(i - 1).state().next().contains(state);
            if (!allowed) {
                return i;
            }
        }
        return -1;
    }

    /** The position of the first entry that began before one that precedes it; -1 if there is none. */
    int firstOutOfOrder() {
        LocalDate latest = LocalDate.MIN;
        for (int i = 0; i < entries.size(); i++) {
            PartialDate began = entries.get(i).date();
            if (began.isBefore(latest)) {
                return i;
            }
            latest = began.first().isAfter(latest) ? began.first() : latest;
        }
        return -1;
    }

    /** The same with one more. */
    StateHistory with(Entry next) {
        List<Entry> more = new ArrayList<>(entries);
        more.add(next);
        return new StateHistory(more);
    }

    /**
     * Writes it into a subject: the extensions, the status, and the period from screening to the end of the part in the study.
     * A period's start that was there before stays where the history does not know when screening began.
     */
    public void writeTo(ResearchSubject subject) {
        subject.getExtension().removeIf(StateExtension::is);
        entries.forEach(entry -> subject.addExtension(StateExtension.of(entry)));
        subject.setStatus(present().status());
        entryOf(SubjectState.SCREENING)
                .ifPresent(entry -> subject.getPeriod().setStartElement(new DateTimeType(entry.began())));
        DateTimeType end = present().isEnd()
                ? new DateTimeType(entries.get(entries.size() - 1).began())
                : null;
        if (end != null || subject.hasPeriod()) {
            subject.getPeriod().setEndElement(end);
        }
    }
}
