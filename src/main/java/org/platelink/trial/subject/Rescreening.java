package org.platelink.trial.subject;

import java.time.LocalDate;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;

/**
 * The rule of a study for screening a participant again, from the extension re-screening of the ResearchStudy.
 *
 * @param allowed whether a participant may be screened again; empty if the study does not say: a coordinator decides
 *     then, with a reason
 * @param times how often at most; empty for no limit
 * @param afterDays the first day of a new screening, counted in days from the day on which the earlier one ended
 * @param afterTreatment whether a participant who was given an infusion may be screened again
 * @param suffix what stands between the number of the first screening and that of the new one
 * @see <a href="https://platelink.org/ig/msc-itp/StructureDefinition/re-screening">Re-screening</a>
 */
record Rescreening(
        Optional<Boolean> allowed, Optional<Integer> times, int afterDays, boolean afterTreatment, String suffix) {

    private static final String URL = CanonicalUrls.STRUCTURE_DEFINITION + "re-screening";

    /** Of two screenings on one day, nobody could tell to which of them a record of that day belongs. */
    private static final int LEAST_DAYS = 1;

    static final String DEFAULT_SUFFIX = "-R";

    static Rescreening of(ResearchStudy study) {
        Extension rule = Optional.ofNullable(study.getExtensionByUrl(URL)).orElseGet(Extension::new);
        return new Rescreening(
                part(rule, "allowed", BooleanType.class).map(BooleanType::booleanValue),
                part(rule, "times", IntegerType.class).map(IntegerType::getValue),
                Math.max(
                        LEAST_DAYS,
                        part(rule, "afterDays", IntegerType.class)
                                .map(IntegerType::getValue)
                                .orElse(LEAST_DAYS)),
                part(rule, "afterTreatment", BooleanType.class)
                        .map(BooleanType::booleanValue)
                        .orElse(false),
                part(rule, "numberSuffix", StringType.class)
                        .map(StringType::getValue)
                        .orElse(DEFAULT_SUFFIX));
    }

    private static <T extends Type> Optional<T> part(Extension rule, String name, Class<T> type) {
        return Optional.ofNullable(rule.getExtensionByUrl(name))
                .map(Extension::getValue)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /**
     * Checks that a participant may be screened again.
     *
     * @param screenings the screenings of the participant so far, at least one
     * @param day the day on which the new screening begins
     * @param reason why, if the coordinator said so
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 409 if the study does not allow it or
     *     the current screening has not ended, 422 if the day is too early or the reason is missing
     */
    void check(Screenings screenings, LocalDate day, Optional<String> reason) {
        Screening current = screenings.current().orElseThrow();
        if (allowed.equals(Optional.of(false))) {
            throw FhirErrors.conflict(
                    place(Registration.RESCREENING),
                    "The study screens nobody again; its extension " + URL + " says so.");
        }
        PartialDate end = current.end()
                .orElseThrow(() -> FhirErrors.conflict(
                        place(Registration.RESCREENING),
                        "The screening " + current.number() + " has not ended: it is in "
                                + current.state().code() + ". Move it to its end first, with $transition."));
        if (!afterTreatment && screenings.isTreated()) {
            throw FhirErrors.conflict(
                    place(Registration.RESCREENING),
                    "The participant was given an infusion of the study, and the study does not say that such a"
                            + " participant may be screened again (afterTreatment of the extension " + URL + ").");
        }
        int before = screenings.all().size() - 1;
        if (times.filter(most -> before >= most).isPresent()) {
            throw FhirErrors.conflict(
                    place(Registration.RESCREENING),
                    "The study screens a participant again " + times.get()
                            + " times at most, and this one was screened again " + before + " times.");
        }
        LocalDate earliest = end.last().plusDays(afterDays);
        if (day.isBefore(earliest)) {
            throw FhirErrors.broken(
                    place(Registration.CONSENT),
                    "The screening " + current.number() + " ended on " + end.text()
                            + "; a new one begins with a consent of " + earliest + " or later.");
        }
        if (allowed.isEmpty() && reason.isEmpty()) {
            throw FhirErrors.broken(
                    place(Registration.REASON),
                    "The study does not say whether a participant may be screened again, so it is the coordinator's"
                            + " decision; send its reason.");
        }
    }

    /** The number of the next screening, such as {@code 0007-R2} after {@code 0007} and {@code 0007-R1}. */
    String number(Screenings screenings) {
        return screenings.all().get(0).number() + suffix + screenings.all().size();
    }

    private static String place(String parameter) {
        return OperationParameters.place(parameter);
    }
}
