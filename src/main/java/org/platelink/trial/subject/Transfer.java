package org.platelink.trial.subject;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;

/**
 * The parameters of {@code $transfer}.
 *
 * @param to the id of the Organization of the new site
 * @param date the first day at the new site; empty if it was not sent
 * @param reason why; empty if it was not sent
 * @param allStudies whether the participant takes part at the new site in all studies
 * @param cancel whether a request is taken back or declined
 */
record Transfer(String to, Optional<LocalDate> date, Optional<String> reason, boolean allStudies, boolean cancel) {

    static final String TO = "to";
    static final String DATE = "date";
    static final String REASON = "reason";
    static final String ALL_STUDIES = "allStudies";
    static final String CANCEL = "cancel";
    static final List<String> PARAMETERS = List.of(TO, DATE, REASON, ALL_STUDIES, CANCEL);

    private static final Pattern SITE = Pattern.compile("Organization/([A-Za-z0-9.-]{1,64})");
    private static final int MOST_WORDS = 1_000;

    static Transfer of(OperationParameters input) {
        String sent = String.valueOf(input.required(TO, Reference.class).getReference());
        var site = SITE.matcher(sent);
        if (!site.matches()) {
            throw FhirErrors.invalid(
                    OperationParameters.place(TO),
                    "to is the new site by its Organization's id, such as Organization/site-2.");
        }
        return new Transfer(
                site.group(1),
                input.value(DATE, DateType.class)
                        .map(DateType::getValueAsString)
                        .map(Transfer::day),
                input.value(REASON, StringType.class).map(StringType::getValue).map(Transfer::bounded),
                flag(input, ALL_STUDIES),
                flag(input, CANCEL));
    }

    private static LocalDate day(String date) {
        return PartialDate.of(date)
                .day()
                .orElseThrow(() -> FhirErrors.broken(
                        OperationParameters.place(DATE),
                        "date is the first day at the new site; send the whole date."));
    }

    private static String bounded(String reason) {
        if (reason.length() > MOST_WORDS) {
            throw FhirErrors.invalid(
                    OperationParameters.place(REASON), "reason has at most " + MOST_WORDS + " characters; shorten it.");
        }
        return reason;
    }

    private static boolean flag(OperationParameters input, String name) {
        return input.value(name, BooleanType.class)
                .map(BooleanType::booleanValue)
                .orElse(false);
    }

    LocalDate requiredDate() {
        return date.orElseThrow(() -> FhirErrors.invalid(
                OperationParameters.place(DATE), "The parameter date is missing; add the first day at the new site."));
    }

    String requiredReason() {
        return reason.filter(words -> !words.isBlank())
                .orElseThrow(() -> FhirErrors.invalid(
                        OperationParameters.place(REASON), "The parameter reason is missing; say why it is."));
    }
}
