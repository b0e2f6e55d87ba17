package org.platelink.trial.eligibility;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.LocalDate;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;

/**
 * The parameters of an {@code $evaluate-eligibility} request.
 *
 * @param asOf the day on which to evaluate; null for today
 * @param planned the day for which the first infusion is planned; null if it was not sent
 */
record EvaluationRequest(@Nullable LocalDate asOf, @Nullable LocalDate planned) {

    private static final String AS_OF = "asOf";
    private static final String PLANNED = "plannedFirstInfusion";
    private static final int LENGTH_OF_DAY = 10;

    /**
     * Parses the request body, which is optional.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) for a parameter that is unknown, of
     *     another type or not exact to the day
     */
    static EvaluationRequest of(RequestDetails request, @Nullable IBaseResource body) {
        OperationParameters input =
                OperationParameters.ofBody(request, body == null ? new Parameters() : body, List.of(AS_OF, PLANNED));
        return new EvaluationRequest(day(input, AS_OF), day(input, PLANNED));
    }

    private static @Nullable LocalDate day(OperationParameters input, String name) {
        String text = input.value(name, DateType.class)
                .map(DateType::getValueAsString)
                .orElse(null);
        if (text != null && text.length() < LENGTH_OF_DAY) {
            throw FhirErrors.invalid(
                    OperationParameters.place(name), name + " must be exact to the day, such as 2026-03-10.");
        }
        return text == null ? null : LocalDate.parse(text);
    }
}
