package org.platelink.trial.subject;

import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;
import org.platelink.trial.subject.StateHistory.Entry;

/**
 * A requested transition of a subject to another state, or back to an earlier one if a state was recorded by mistake.
 *
 * @param to the state to move to
 * @param date the FHIR date on which it begins; null for a correction, after which the state has its day of before
 * @param reason the reason, in the words of the site; null if none was sent
 * @param end the coded reason of an end; null if none was sent
 * @param criterion the code of the criterion for a screen failure; null if none was sent
 */
record Transition(
        SubjectState to,
        @Nullable String date,
        @Nullable String reason,
        @Nullable EndReason end,
        @Nullable String criterion) {

    static final String TO = "to";
    static final String DATE = "date";
    static final String REASON = "reason";
    static final String REASON_CODE = "reasonCode";
    static final String CRITERION = "criterion";
    static final String CORRECT = "correct";
    static final List<String> PARAMETERS = List.of(TO, DATE, REASON, REASON_CODE, CRITERION, CORRECT);

    /**
     * Parses the parameters of the operation.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 400 for a parameter that is missing, of
     *     another type or of no use, 422 for an unknown code and a correction without a reason
     */
    static Transition of(OperationParameters input) {
        SubjectState to = SubjectState.of(input.required(TO, CodeType.class).getCode())
                .orElseThrow(() -> FhirErrors.broken(
                        OperationParameters.place(TO),
                        "to is one of " + SubjectState.either(List.of(SubjectState.values())) + "."));
        String reason =
                input.value(REASON, StringType.class).map(StringType::getValue).orElse(null);
        EndReason end = input.value(REASON_CODE, CodeType.class)
                .map(code -> EndReason.of(code.getCode())
                        .orElseThrow(() ->
                                FhirErrors.broken(OperationParameters.place(REASON_CODE), EndReason.UNKNOWN_CODE)))
                .orElse(null);
        String criterion =
                input.value(CRITERION, CodeType.class).map(CodeType::getCode).orElse(null);
        boolean correct = input.value(CORRECT, BooleanType.class)
                .map(BooleanType::booleanValue)
                .orElse(false);
        if (correct) {
            return correction(input, to, reason);
        }
        return new Transition(to, input.required(DATE, DateType.class).getValueAsString(), reason, end, criterion);
    }

    private static Transition correction(OperationParameters input, SubjectState to, @Nullable String reason) {
        for (String other : List.of(DATE, REASON_CODE, CRITERION)) {
            if (input.text(other).isPresent()) {
                throw FhirErrors.invalid(
                        OperationParameters.place(other),
                        "With correct=true the subject goes back to an earlier state as it was recorded; leave " + other
                                + " out.");
            }
        }
        if (reason == null || reason.isBlank()) {
            throw FhirErrors.broken(
                    OperationParameters.place(REASON),
                    "Why the step was a mistake is missing; add reason. It stays with the step that is taken back.");
        }
        return new Transition(to, null, reason, null, null);
    }

    boolean isCorrection() {
        return date == null;
    }

    /**
     * Applies the transition to the subject and returns it. Whether the date is possible is checked by the
     * {@linkplain StateRules rules} when it is stored.
     *
     * @param by the client that asks for it
     * @param now the current time
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException (409) if the transition is not
     *     allowed
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if it is not recorded when
     *     screening began, or if the coded reason does not fit
     */
    ResearchSubject of(ResearchSubject subject, String by, Date now) {
        StateHistory history = known(subject);
        if (date == null) {
            return takeBack(subject, history, by, now);
        }
        if (!history.present().next().contains(to)) {
            throw FhirErrors.conflict(
                    OperationParameters.place(TO), history.present().refusalOf(to));
        }
        Entry next = new Entry(to, date, reason, null, end, criterion);
        EndReason.faultOf(next, history.present()).ifPresent(fault -> {
            throw FhirErrors.broken(OperationParameters.place(REASON_CODE), fault);
        });
        history.with(next).writeTo(subject);
        return subject;
    }

    /** Goes back to an earlier state: those after it are taken back, and stay in the subject as such. */
    private ResearchSubject takeBack(ResearchSubject subject, StateHistory history, String by, Date now) {
        List<Entry> entries = history.entries();
        int back = history.entryOf(to).map(entries::indexOf).orElse(-1);
        if (back < 0 || back == entries.size() - 1) {
            throw FhirErrors.conflict(
                    OperationParameters.place(TO),
                    "The subject is in " + history.present().code() + " and was not in " + to.code()
                            + " before; with correct=true, to is an earlier state to which it goes back.");
        }
        List<Entry> later = entries.subList(back + 1, entries.size());
        // A death is derived again from what records it, when the subject is stored.
        List<Entry> mistaken =
                later.stream().filter(entry -> !entry.isDerivedDeath()).toList();
        (mistaken.isEmpty() ? later : mistaken)
                .stream().filter(entry -> entry.because() != null).findFirst().ifPresent(derived -> {
                    throw FhirErrors.conflict(
                            OperationParameters.place(TO),
                            derived.state().code() + " follows from " + derived.because()
                                    + " and is taken back with it; correct that resource.");
                });
        new StateHistory(entries.subList(0, back + 1)).writeTo(subject);
        String why = String.valueOf(reason);
        mistaken.forEach(entry -> new TakenBackState(entry, by, now, why).addTo(subject));
        return subject;
    }

    /** The history of the subject. A subject stored without states began screening when its period began. */
    private static StateHistory known(ResearchSubject subject) {
        StateHistory history = StateHistory.of(subject);
        if (!history.entries().isEmpty()) {
            return history;
        }
        String start = subject.getPeriod().getStartElement().getValueAsString();
        if (start == null) {
            throw FhirErrors.broken(
                    "ResearchSubject.extension",
                    "It is not recorded since when the subject is in screening; update it with the extension "
                            + StateExtension.URL + " for screening first.");
        }
        return history.with(
                new Entry(SubjectState.SCREENING, start.substring(0, Math.min(start.length(), 10)), null, null));
    }
}
