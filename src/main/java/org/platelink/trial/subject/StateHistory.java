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
 * The ordered history of a subject's states, each with the date on which it began. It may be empty: then the subject
 * is in screening, and it is not recorded since when.
 *
 * @param entries one entry for each state; the last is the current state
 */
public record StateHistory(List<StateHistory.Entry> entries) {

    /** Takes the entries unchecked; {@link #isAllowedPath} tells whether they are an allowed path. */
    public StateHistory {
        entries = List.copyOf(entries);
    }

    /**
     * One state of the history, with the date on which it began.
     *
     * @param state the state
     * @param began a FHIR date: a day, or a month or a year if the day is not known; {@code unknown} for a derived
     *     state of which nothing is known
     * @param reason the reason, in the words of the site
     * @param because the reference of the MedicationAdministration, Patient or AdverseEvent that began it, if the
     *     server derived it; otherwise null
     * @param end the coded reason of an end of participation; null for another state, and for what was stored without
     * @param criterion the code of the criterion for a screen failure; otherwise null
     */
    public record Entry(
            SubjectState state,
            String began,
            @Nullable String reason,
            @Nullable String because,
            @Nullable EndReason end,
            @Nullable String criterion) {

        /** A state without a coded reason. */
        public Entry(SubjectState state, String began, @Nullable String reason, @Nullable String because) {
            this(state, began, reason, because, null, null);
        }

        PartialDate date() {
            return isOfUnknownDay() ? PartialDate.UNKNOWN : PartialDate.of(began);
        }

        boolean isOfUnknownDay() {
            return began.equals(PartialDate.UNKNOWN.text());
        }

        /** Whether it is an end that the server derived from a recorded death. */
        boolean isDerivedDeath() {
            return state == SubjectState.OFF_STUDY && because != null;
        }

        /** Its day as a FHIR dateTime, with a data-absent-reason if it is not known. */
        private DateTimeType dateTime() {
            return isOfUnknownDay() ? StateExtension.unknown(new DateTimeType()) : new DateTimeType(began);
        }
    }

    /**
     * Reads the history from the extensions of a subject.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if an entry lacks its state or
     *     its date; a stored subject never does
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

    /** The current state of the subject. */
    public SubjectState present() {
        return entries.isEmpty()
                ? SubjectState.SCREENING
                : entries.get(entries.size() - 1).state();
    }

    /** The entry of a state; on an allowed path each state occurs once at most. */
    public Optional<Entry> entryOf(SubjectState state) {
        return entries.stream().filter(entry -> entry.state() == state).findFirst();
    }

    /** Whether the states lead from screening to the current state by allowed transitions only. */
    public boolean isAllowedPath() {
        return firstForbidden() < 0;
    }

    /** The index of the first entry whose state may not follow the one before it; -1 if there is none. */
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

    /** The index of the first entry that began before an entry that precedes it; -1 if there is none. */
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

    /** A copy with one more entry. */
    StateHistory with(Entry next) {
        List<Entry> more = new ArrayList<>(entries);
        more.add(next);
        return new StateHistory(more);
    }

    /**
     * Writes the history into a subject: the extensions, the status, and the period from screening to the end of
     * participation. An existing start of the period is kept if the history does not say when screening began.
     */
    public void writeTo(ResearchSubject subject) {
        subject.getExtension().removeIf(StateExtension::is);
        entries.forEach(entry -> subject.addExtension(StateExtension.of(entry)));
        subject.setStatus(present().status());
        entryOf(SubjectState.SCREENING).ifPresent(entry -> subject.getPeriod().setStartElement(entry.dateTime()));
        DateTimeType end = present().isEnd() ? end(subject.getPeriod().getStartElement()) : null;
        if (end != null || subject.hasPeriod()) {
            subject.getPeriod().setEndElement(end);
        }
    }

    /**
     * The end of the period. FHIR's invariant per-1 cannot compare a month with a day in it, so that such an end has a
     * data-absent-reason; its date stands in the state.
     */
    private DateTimeType end(DateTimeType start) {
        DateTimeType end = entries.get(entries.size() - 1).dateTime();
        String from = start.getValueAsString();
        String to = end.getValueAsString();
        boolean comparable = from == null
                || to == null
                || from.length() == to.length()
                || !(from.startsWith(to) || to.startsWith(from));
        return comparable ? end : StateExtension.unknown(new DateTimeType());
    }
}
