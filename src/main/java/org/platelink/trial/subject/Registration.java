package org.platelink.trial.subject;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.StringType;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;
import org.platelink.security.linkage.PersonIdentifier;

/**
 * A validated registration of a person who consented. The day of birth is used to validate and to compute the age,
 * and is not kept.
 *
 * @param site the id of the site's Organization
 * @param identifier the identifier by which the site knows the person
 * @param birthMonth year and month of birth, or the year alone if no month was sent
 * @param gender the gender as in Patient.gender
 * @param consent when the person or the guardian consented
 * @param age the age in completed years on the day of the consent; empty if the date of birth is not exact enough
 * @param guardian the guardian's relationship to a minor; empty for an adult
 * @param assent when a minor assented; empty for an adult
 * @param assentWaiver why a minor did not assent; empty for an adult
 * @param rescreening whether the person is a subject of the study already and is screened again
 * @param reason why the person is screened again
 * @param tags the tags to put on all resources that are created
 */
record Registration(
        String site,
        PersonIdentifier identifier,
        String birthMonth,
        AdministrativeGender gender,
        ConsentTime consent,
        Optional<Integer> age,
        Optional<CodeableConcept> guardian,
        Optional<ConsentTime> assent,
        Optional<String> assentWaiver,
        boolean rescreening,
        Optional<String> reason,
        List<Coding> tags) {

    static final String IDENTIFIER = "identifier";
    static final String BIRTH_DATE = "birthDate";
    static final String GENDER = "gender";
    static final String CONSENT = "consentDateTime";
    static final String SITE = "site";
    static final String GUARDIAN = "guardian";
    static final String ASSENT = "assent";
    static final String ASSENT_WAIVER = "assentWaiver";
    static final String RESCREENING = "rescreening";
    static final String REASON = "reason";
    static final List<String> PARAMETERS = List.of(
            IDENTIFIER, BIRTH_DATE, GENDER, CONSENT, SITE, GUARDIAN, ASSENT, ASSENT_WAIVER, RESCREENING, REASON);

    private static final int LENGTH_OF_MONTH = 7;
    private static final int LONGEST_REASON = 500;

    /**
     * Validates and parses the parameters of the operation.
     *
     * @param site the id of the site's Organization
     * @param zone the site's time zone
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 400 for a parameter that is missing or
     *     of another type, 422 for a value that is not possible
     */
    static Registration of(OperationParameters input, String site, ZoneId zone, ConsentOfMinor rule, Clock clock) {
        PersonIdentifier identifier = identifier(input.required(IDENTIFIER, Identifier.class));
        String birthDate = input.required(BIRTH_DATE, DateType.class).getValueAsString();
        AdministrativeGender gender = gender(input.required(GENDER, CodeType.class));
        ConsentTime consent = ConsentTime.of(CONSENT, input.required(CONSENT, DateTimeType.class), zone, clock);
        Optional<CodeableConcept> guardian = input.value(GUARDIAN, CodeableConcept.class);
        Optional<ConsentTime> assent =
                input.value(ASSENT, DateTimeType.class).map(stated -> ConsentTime.of(ASSENT, stated, zone, clock));
        PartialDate birth = birth(birthDate, LocalDate.now(clock.withZone(zone)));
        notBefore(birth, CONSENT, consent);
        assent.ifPresent(time -> notBefore(birth, ASSENT, time));
        Optional<String> waiver =
                rule.check(birth, consent, guardian, assent, waiver(input.value(ASSENT_WAIVER, StringType.class)));
        return new Registration(
                site,
                identifier,
                birthDate.substring(0, Math.min(birthDate.length(), LENGTH_OF_MONTH)),
                gender,
                consent,
                birth.yearsUntil(consent.day()),
                guardian,
                assent,
                waiver,
                rescreening(input),
                input.value(REASON, StringType.class).map(StringType::getValue),
                input.tags());
    }

    private static boolean rescreening(OperationParameters input) {
        boolean again = input.value(RESCREENING, BooleanType.class)
                .map(BooleanType::booleanValue)
                .orElse(false);
        if (!again && input.value(REASON, StringType.class).isPresent()) {
            throw FhirErrors.invalid(
                    OperationParameters.place(REASON),
                    "A reason is why somebody is screened again; send it with rescreening true, or leave it out.");
        }
        return again;
    }

    private static Optional<String> waiver(Optional<StringType> sent) {
        Optional<String> reason = sent.map(StringType::getValue);
        if (reason.filter(one -> one.isBlank() || one.length() > LONGEST_REASON).isPresent()) {
            throw FhirErrors.broken(
                    OperationParameters.place(ASSENT_WAIVER),
                    "The reason of a waiver has up to " + LONGEST_REASON + " characters; send it in so many, without"
                            + " names.");
        }
        return reason;
    }

    private static PersonIdentifier identifier(Identifier sent) {
        try {
            return PersonIdentifier.of(sent.getSystem(), sent.getValue());
        } catch (IllegalArgumentException incomplete) {
            throw FhirErrors.invalid(OperationParameters.place(IDENTIFIER), String.valueOf(incomplete.getMessage()));
        }
    }

    private static AdministrativeGender gender(CodeType sent) {
        return Arrays.stream(AdministrativeGender.values())
                .filter(gender ->
                        gender != AdministrativeGender.NULL && gender.toCode().equals(sent.getCode()))
                .findFirst()
                .orElseThrow(() -> FhirErrors.broken(
                        OperationParameters.place(GENDER),
                        "gender is male, female, other or unknown; send one of them."));
    }

    private static PartialDate birth(String sent, LocalDate today) {
        PartialDate birth = PartialDate.of(sent);
        if (birth.isAfter(today)) {
            throw FhirErrors.broken(
                    OperationParameters.place(BIRTH_DATE),
                    "birthDate is in the future; send the date on which the person was born.");
        }
        return birth;
    }

    private static void notBefore(PartialDate birth, String name, ConsentTime time) {
        if (birth.isAfter(time.day())) {
            throw FhirErrors.broken(
                    OperationParameters.place(name),
                    name + " is before the date of birth; correct the one that is wrong.");
        }
    }
}
