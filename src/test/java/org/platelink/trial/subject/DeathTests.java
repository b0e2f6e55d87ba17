package org.platelink.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.trial.subject.Histories.history;
import static org.platelink.trial.subject.Histories.refusal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.trial.subject.Death.Order;
import org.platelink.trial.subject.StudyEvents.StudyEvent;

/** All persons are invented. */
class DeathTests {

    private static final ZoneId SITE = ZoneId.of("Asia/Shanghai");

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static JsonNode event(String id, String date, String more) {
        return json("{'id':'" + id + "','actuality':'actual','date':'" + date + "'" + more + "}");
    }

    private static JsonNode fatal(String id, String date) {
        return event(id, date, ",'outcome':{'coding':[{'code':'fatal'}]}");
    }

    private static String died(String patient, JsonNode... events) {
        return Death.of(json("{'id':'p'" + patient + "}"), List.of(events), SITE)
                .map(death -> death.reference() + " " + death.day().text())
                .orElse("");
    }

    @Nested
    class Recorded {

        @Test
        void inThePatientOrAFatalEvent() {
            assertThat(died("")).isEmpty();
            assertThat(died(",'deceasedBoolean':false")).isEmpty();
            assertThat(died(",'deceasedBoolean':true")).isEqualTo("Patient/p unknown");
            assertThat(died(",'deceasedDateTime':'2026-03'")).isEqualTo("Patient/p 2026-03");
            assertThat(died("", fatal("a", "2026-03-10"))).isEqualTo("AdverseEvent/a 2026-03-10");
            assertThat(died(",'deceasedBoolean':true", fatal("a", "2026-03-10")))
                    .isEqualTo("AdverseEvent/a 2026-03-10");
        }

        @Test
        void byGradeFiveAndNotByFour() {
            String graded = ",'extension':[{'url':'https://platelink.org/ig/msc-itp/StructureDefinition/ae-grade',"
                    + "'valueInteger':%d}]";
            assertThat(died("", event("a", "2026-03-10", graded.formatted(5)))).isEqualTo("AdverseEvent/a 2026-03-10");
            assertThat(died("", event("a", "2026-03-10", graded.formatted(4)))).isEmpty();
            assertThat(died("", event("a", "2026-03-10", ",'outcome':{'coding':[{'code':'resolved'}]}")))
                    .isEmpty();
        }

        @Test
        void onTheDayOfTheEventWithinThePeriodOfThePatient() {
            String march = ",'deceasedDateTime':'2026-03'";
            assertThat(died(march, fatal("a", "2026-03-01"))).isEqualTo("AdverseEvent/a 2026-03-01");
            assertThat(died(march, fatal("a", "2026-03-31"))).isEqualTo("AdverseEvent/a 2026-03-31");
            assertThat(died(march, fatal("a", "2026-02-28")))
                    .as("it began before")
                    .isEqualTo("Patient/p 2026-03");
            assertThat(refusal(() -> died(march, fatal("a", "2026-04-01"))))
                    .startsWith("409 AdverseEvent.date ")
                    .contains("AdverseEvent/a", "2026-03");
            assertThat(died("", fatal("a", "2026-03-01"), fatal("b", "2026-03-08")))
                    .isEqualTo("AdverseEvent/b 2026-03-08");
        }

        @Test
        void onTheDayAtTheSite() {
            assertThat(died("", fatal("a", "2026-03-10T20:00:00Z"))).isEqualTo("AdverseEvent/a 2026-03-11");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-10, 2026-03-09, NOT_AFTER",
        "2026-03-10, 2026-03-10, NOT_AFTER",
        "2026-03-10, 2026-03-11, AFTER",
        "2026-03-10, 2026-03, UNKNOWN",
        "2026-03-10, 2026-02, NOT_AFTER",
        "2026-03-10, 2026-04, AFTER",
        "2026-03, 2026-02-28, NOT_AFTER",
        "2026-03, 2026-03-01, UNKNOWN",
        "2026-03, 2026-03-31, UNKNOWN",
        "2026-03, 2026-04-01, AFTER",
        "2026, 2026-12-31, UNKNOWN",
        "2026, 2027-01-01, AFTER",
        "2026-03-10T09:00:00+08:00, 2026-03-10T09:00:00+08:00, NOT_AFTER",
        "2026-03-10T09:00:00+08:00, 2026-03-10T09:00:01+08:00, AFTER",
        "2026-03-10T09:00:00+08:00, 2026-03-10T01:00:00Z, NOT_AFTER",
        "2026-03-10T09:00:00+08:00, 2026-03-10, NOT_AFTER",
        "'', 2026-03-10, UNKNOWN"
    })
    void ordersAnInfusion(String died, String given, Order expected) {
        assertThat(death(died).orderOf(given, PartialDate.of(given, SITE))).isEqualTo(expected);
    }

    private static Death death(String died) {
        return died.isEmpty()
                ? new Death("Patient/p", null, PartialDate.UNKNOWN)
                : new Death("Patient/p", died, PartialDate.of(died, SITE));
    }

    private static StudyEvent infusion(String day, String reason) {
        return new StudyEvent("MedicationAdministration/" + day, day, PartialDate.of(day), true, reason);
    }

    private static Participation after(String died) {
        return new Participation(death(died), new SubjectConsents(List.of()));
    }

    @Test
    void refusesAnInfusionAfterItByName() {
        assertThat(refusal(() -> after("2026-03").requireInfusion(infusion("2026-02-28", null))))
                .isEmpty();
        assertThat(refusal(() -> after("2026-03").requireInfusion(infusion("2026-03-01", null))))
                .startsWith("422 MedicationAdministration.effective ")
                .contains("cannot be told", "AdverseEvent", "deviation-reason");
        assertThat(refusal(() -> after("2026-03").requireInfusion(infusion("2026-03-31", "Seen alive."))))
                .isEmpty();
        assertThat(refusal(() -> after("2026-03").requireInfusion(infusion("2026-04-01", "Seen alive."))))
                .startsWith("422 ")
                .contains("died on 2026-03 (Patient/p)");
        assertThat(refusal(() -> after("").requireInfusion(infusion("2026-04-01", null))))
                .contains("on a day that is not recorded");
    }

    @Test
    void isRefusedBeforeAStoredInfusion() {
        List<StudyEvent> stored = List.of(infusion("2026-03-10", null));

        assertThat(refusal(() -> after("2026-03-10").requireDeathAfter(stored))).isEmpty();
        assertThat(refusal(() -> after("2026-03").requireDeathAfter(stored))).isEmpty();
        assertThat(refusal(() -> after("2026-03-09").requireDeathAfter(stored)))
                .startsWith("409 Patient.deceased ")
                .contains("MedicationAdministration/2026-03-10 of 2026-03-10");
    }

    @Nested
    class EndOfParticipation {

        private String[] follow(StateHistory before, String died, StudyEvent... events) {
            Optional<Death> death = died == null ? Optional.empty() : Optional.of(death(died));
            ResearchSubject subject = new ResearchSubject();
            DerivedDeath.follow(before, death, List.of(events)).writeTo(subject);
            return Histories.of(subject);
        }

        private final StateHistory onStudy = history(
                "screening 2026-01-05",
                "eligible 2026-01-08",
                "on-study-intervention 2026-01-12 MedicationAdministration/1");

        @Test
        void beginsMovesAndGoes() {
            assertThat(follow(onStudy, "2026-03")).endsWith("off-study 2026-03 Patient/p (death)");
            StateHistory dead = DerivedDeath.follow(onStudy, Optional.of(death("2026-03")), List.of());
            assertThat(follow(dead, "2026-03-10")).hasSize(4).endsWith("off-study 2026-03-10 Patient/p (death)");
            assertThat(DerivedDeath.follow(dead, Optional.empty(), List.of())).isEqualTo(onStudy);
            assertThat(follow(history("screening 2026-01-05"), "2026-03")).hasSize(2);
            assertThat(follow(new StateHistory(List.of()), "2026-03"))
                    .containsExactly("screening unknown", "off-study 2026-03 Patient/p (death)");
        }

        @Test
        void leavesAnEndThatAPersonSet() {
            StateHistory withdrawn = history("screening 2026-01-05", "withdrawn 2026-02-01 (consent-withdrawn)");

            assertThat(DerivedDeath.follow(withdrawn, Optional.of(death("2026-03")), List.of()))
                    .isEqualTo(withdrawn);
        }

        @Test
        void isNotBeforeAStateOfTheSubject() {
            assertThat(follow(onStudy, "2026-01-12")).hasSize(4);
            assertThat(follow(onStudy, "2026-01")).hasSize(4);
            assertThat(refusal(() -> follow(onStudy, "2026-01-11")))
                    .startsWith("409 Patient ")
                    .contains("on-study-intervention began on 2026-01-12", "correct=true");
        }

        @Test
        void saysWhichInfusionsItCannotBeOrderedTo() {
            StateHistory dead =
                    DerivedDeath.follow(onStudy, Optional.of(death("2026-03")), List.of(infusion("2026-03-10", null)));

            assertThat(dead.entries().get(3).reason())
                    .contains("MedicationAdministration/2026-03-10", "cannot be told");
        }

        @Test
        void ofAnUnknownDaySurvivesItsFhirForm() {
            StateHistory dead = DerivedDeath.follow(onStudy, Optional.of(death("")), List.of());
            ResearchSubject subject = new ResearchSubject();
            dead.writeTo(subject);

            assertThat(StateHistory.of(subject)).isEqualTo(dead);
            assertThat(subject.getPeriod().getEndElement().hasValue()).isFalse();
            assertThat(subject.getPeriod().getEndElement().getExtension()).hasSize(1);
            assertThat(dead.firstOutOfOrder()).isNegative();
        }

        @Test
        void staysBehindAnInfusionThatIsRecordedLater() {
            StateHistory dead = history(
                    "screening 2026-01-05", "eligible 2026-01-08", "off-study 2026-03-10 AdverseEvent/a (death)");
            ResearchSubject subject = new ResearchSubject();
            dead.writeTo(subject);

            assertThat(InterventionStates.follow(
                            subject,
                            Optional.of(new InterventionStates.AdministeredInfusion(
                                    "MedicationAdministration/1", "2026-01-12")),
                            Optional.empty()))
                    .hasValueSatisfying(moved -> assertThat(Histories.of(moved))
                            .endsWith(
                                    "on-study-intervention 2026-01-12 MedicationAdministration/1",
                                    "off-study 2026-03-10 AdverseEvent/a (death)"));
        }
    }
}
