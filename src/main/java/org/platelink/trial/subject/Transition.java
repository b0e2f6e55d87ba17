package org.platelink.trial.subject;

import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;
import org.platelink.trial.subject.StateHistory.Entry;

/**
 * A requested transition of a subject to another state.
 *
 * @param to the state to move to
 * @param date the FHIR date on which it begins
 * @param reason the reason, in the words of the site; null if none was sent
 */
record Transition(SubjectState to, String date, @Nullable String reason) {

    static final String TO = "to";
    static final String DATE = "date";
    static final String REASON = "reason";
    static final List<String> PARAMETERS = List.of(TO, DATE, REASON);

    /**
     * Parses the parameters of the operation.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 400 for a parameter that is missing or
     *     of another type, 422 for an unknown state
     */
    static Transition of(OperationParameters input) {
        CodeType to = input.required(TO, CodeType.class);
        return new Transition(
                SubjectState.of(to.getCode())
                        .orElseThrow(() -> FhirErrors.broken(
                                OperationParameters.place(TO),
                                "to is one of " + SubjectState.either(List.of(SubjectState.values())) + ".")),
                input.required(DATE, DateType.class).getValueAsString(),
                input.value(REASON, StringType.class).map(StringType::getValue).orElse(null));
    }

    /**
     * Applies the transition to the subject and returns it. Whether the date is possible is checked by the
     * {@linkplain StateRules rules} when it is stored.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException (409) if the transition is not
     *     allowed
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if it is not recorded when
     *     screening began
     */
    ResearchSubject of(ResearchSubject subject) {
        StateHistory history = known(subject);
        if (!history.present().next().contains(to)) {
            throw FhirErrors.conflict(
                    OperationParameters.place(TO), history.present().refusalOf(to));
        }
        history.with(new Entry(to, date, reason, null)).writeTo(subject);
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
