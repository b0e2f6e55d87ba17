package org.platelink.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.trial.subject.Histories.refusal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UnsignedIntType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.platform.server.OperationParameters;

class RegistrationTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    /** In Shanghai it is the second already. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T18:00:00Z"), ZoneOffset.UTC);

    private static Parameters sent() {
        Parameters sent = new Parameters();
        sent.addParameter()
                .setName("identifier")
                .setValue(new Identifier()
                        .setSystem("https://hospital.example/mrn")
                        .setValue("SYN-1"));
        sent.addParameter().setName("birthDate").setValue(new DateType("1984-03-12"));
        sent.addParameter().setName("gender").setValue(new CodeType("female"));
        sent.addParameter().setName("consentDateTime").setValue(new DateTimeType("2026-03-01"));
        sent.addParameter().setName("site").setValue(new Reference("Organization/site-1"));
        return sent;
    }

    private static final ConsentOfMinor RULE = new ConsentOfMinor(new Majority(18), new Majority(7));

    private static Parameters sent(String name, @Nullable Type value) {
        Parameters sent = sent();
        sent.getParameter().removeIf(parameter -> parameter.getName().equals(name));
        if (value != null) {
            sent.addParameter().setName(name).setValue(value);
        }
        return sent;
    }

    private static Parameters minor(@Nullable Type guardian, @Nullable Type assent) {
        Parameters sent = sent("birthDate", new DateType("2015-03-12"));
        if (guardian != null) {
            sent.addParameter().setName("guardian").setValue(guardian);
        }
        if (assent != null) {
            sent.addParameter().setName("assent").setValue(assent);
        }
        return sent;
    }

    private static Registration taken(Parameters sent) {
        return Registration.of(
                OperationParameters.ofBody(sent, Registration.PARAMETERS), "site-1", SHANGHAI, RULE, CLOCK);
    }

    private static String refused(@Nullable Parameters sent) {
        return refusal(() -> Registration.of(
                OperationParameters.ofBody(sent, Registration.PARAMETERS), "site-1", SHANGHAI, RULE, CLOCK));
    }

    @Test
    void keepsTheMonthOfBirthAndNotTheDay() {
        Registration taken = taken(sent());

        assertThat(taken.birthMonth()).isEqualTo("1984-03");
        assertThat(taken.toString()).doesNotContain("1984-03-12", "SYN-1");
        assertThat(taken(sent("birthDate", new DateType("1984"))).birthMonth()).isEqualTo("1984");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-03-01",
        "2026-03-01T20:00:00Z, 2026-03-02",
        "2026-03-01T20:00:00+08:00, 2026-03-01",
        "2026-06-02, 2026-06-02"
    })
    void theConsentIsOfTheDayThatItWasAtTheSite(String stated, LocalDate day) {
        assertThat(taken(sent("consentDateTime", new DateTimeType(stated)))
                        .consent()
                        .day())
                .isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identifier", "birthDate", "gender", "consentDateTime"})
    void whatIsMissingIsNamed(String name) {
        assertThat(refused(sent(name, null)))
                .startsWith("400 Parameters.parameter.where(name = '" + name + "') ")
                .contains("missing", "value");
        assertThat(refused(sent(name, new StringType("1984-03-12"))))
                .startsWith("400 Parameters.parameter.where(name = '" + name + "') ")
                .contains("another type")
                .doesNotContain("1984-03-12");
    }

    @Test
    void whatIsNotKnownIsNotDroppedInSilence() {
        assertThat(refused(sent("guardien", new StringType("mother"))))
                .startsWith("400 Parameters.parameter.name ")
                .contains("guardian");

        Parameters twice = sent();
        twice.addParameter().setName("gender").setValue(new CodeType("male"));
        assertThat(refused(twice)).startsWith("400 ").contains("gender comes twice");

        assertThat(refused(null)).startsWith("400 Parameters ").contains("identifier, birthDate");
    }

    @ParameterizedTest
    @CsvSource({
        "consentDateTime, 2026-04, exact to the day",
        "consentDateTime, 2026-06-03, in the future",
        "consentDateTime, 2026-06-01T18:00:01Z, in the future",
        "consentDateTime, 1984-03-11, before the date of birth"
    })
    void aConsentThatCannotBeSoIsRefused(String name, String value, String why) {
        assertThat(refused(sent(name, new DateTimeType(value))))
                .startsWith("422 Parameters.parameter.where(name = '" + name + "') ")
                .contains(why)
                .doesNotContain(value);
    }

    @Test
    void aBirthInTheFutureAndAnUnknownGenderAreRefused() {
        assertThat(refused(sent("birthDate", new DateType("2026-07"))))
                .startsWith("422 Parameters.parameter.where(name = 'birthDate') ")
                .contains("in the future");
        assertThat(refused(sent("gender", new CodeType("f"))))
                .startsWith("422 Parameters.parameter.where(name = 'gender') ")
                .contains("male, female, other or unknown");
        assertThat(refused(sent("identifier", new Identifier().setValue("SYN-1"))))
                .startsWith("400 Parameters.parameter.where(name = 'identifier') ")
                .doesNotContain("SYN-1");
    }

    @Nested
    class OfAMinor {

        private final CodeableConcept mother = new CodeableConcept().setText("mother");
        private final DateTimeType assent = new DateTimeType("2026-03-01");

        @Test
        void aGuardianConsentsAndTheMinorAssents() {
            assertThat(taken(minor(mother, assent)).guardian()).isPresent();
            assertThat(refused(minor(null, assent))).startsWith("422 Parameters.parameter.where(name = 'guardian') ");
            assertThat(refused(minor(mother, null))).startsWith("422 Parameters.parameter.where(name = 'assent') ");
            assertThat(refused(minor(new CodeableConcept().setText(null), assent)))
                    .startsWith("4");
            assertThat(refused(minor(mother, new DateTimeType("2026-03"))))
                    .startsWith("422 Parameters.parameter.where(name = 'assent') ");
        }

        @ParameterizedTest
        @CsvSource({"2019-03-02, ", "2019-03-01, assent", "2019-03, birthDate", "2019-02, assent", "2019-04, "})
        void isAskedToAssentFromTheAgeOfSeven(String birth, @Nullable String asked) {
            Parameters sent = minor(mother, null);
            sent.getParameter().removeIf(parameter -> parameter.getName().equals("birthDate"));
            sent.addParameter().setName("birthDate").setValue(new DateType(birth));

            if (asked == null) {
                assertThat(taken(sent).assentWaiver())
                        .contains("Under 7, the age from which the study asks for the assent.");
            } else {
                assertThat(refused(sent))
                        .startsWith("422 Parameters.parameter.where(name = '" + asked + "') ")
                        .contains("assentWaiver");
            }
        }

        @Test
        void mayBeWaivedTheAssentWithAReason() {
            assertThat(taken(waived(null, "not able to understand")).assentWaiver())
                    .contains("not able to understand");
            assertThat(refused(waived(assent, "not able to understand")))
                    .startsWith("422 Parameters.parameter.where(name = 'assentWaiver') ");
            assertThat(refused(waived(null, "x".repeat(501))))
                    .startsWith("422 Parameters.parameter.where(name = 'assentWaiver') ");
            assertThat(refused(waived(null, "x".repeat(500)))).isEmpty();
            assertThat(refused(sent("assentWaiver", new StringType("an adult"))))
                    .startsWith("422 Parameters.parameter.where(name = 'assentWaiver') ");
        }

        private Parameters waived(@Nullable Type assent, String reason) {
            Parameters sent = minor(mother, assent);
            sent.addParameter().setName("assentWaiver").setValue(new StringType(reason));
            return sent;
        }

        @Test
        void isAskedFromTheAgeThatTheStudyStates() {
            ResearchStudy study = new ResearchStudy();
            assertThat(ConsentOfMinor.of(study, new Majority(18), 7).assent().age())
                    .isEqualTo(7);
            study.addExtension(
                    "https://platelink.org/ig/msc-itp/StructureDefinition/age-of-assent", new UnsignedIntType(10));
            assertThat(ConsentOfMinor.of(study, new Majority(18), 7).assent().age())
                    .isEqualTo(10);
        }

        @Test
        void anAdultConsentsAlone() {
            assertThat(refused(sent("guardian", mother)))
                    .startsWith("422 Parameters.parameter.where(name = 'guardian') ")
                    .contains("leave guardian out");
            assertThat(refused(sent("assent", assent))).startsWith("422 Parameters.parameter.where(name = 'assent') ");
        }

        @Test
        void whereItCannotBeToldTheFullDateIsAskedFor() {
            assertThat(refused(sent("birthDate", new DateType("2008"))))
                    .startsWith("422 Parameters.parameter.where(name = 'birthDate') ")
                    .contains("send the full date");
            assertThat(refused(sent("birthDate", new DateType("2008-02")))).isEmpty();
        }
    }
}
