package org.platelink.trial.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MscItpResponse.cql, each boundary of the definitions on both sides. All persons are invented. */
class ResponseRulesTests {

    private static final String D14 = "2026-05-18";
    private static final String M1 = "2026-06-04";

    @Nested
    class AtAVisit {

        @ParameterizedTest
        @CsvSource({
            "100, 10*9/L, 12, CR", "99.9, 10*9/L, 12, R", "30, 10*9/L, 12, R", "29.9, 10*9/L, 12, NR",
            "30, 10*9/L, 15, R", "30, 10*9/L, 15.1, NR", "99, 10*9/L, 50, NR", "100, 10*9/L, 51, CR",
            "100000, /uL, 12, CR", "99999, /uL, 12, R", "100, 10*3/uL, 12, CR", "29, /nL, 12, NR",
            "<5, 10*9/L, 3, NR", "<30, 10*9/L, 3, NR", ">1000, 10*9/L, 12, CR", ">50, 10*9/L, 12, NE",
            "<35, 10*9/L, 12, NE", "30, 10*9/L, <5, R", "30, 10*9/L, <20, NE", "30, 10*9/L, >20, NR"
        })
        void theCountDecides(String count, String unit, String baseline, String expected) {
            ResponseRecord treated = new ResponseRecord()
                    .withoutCounts()
                    .count("2026-03-10", baseline)
                    .follow("fu-d14", D14)
                    .count(D14, count, unit, one -> {})
                    .bleeding(D14, 0);

            assertThat(treated.judged().code("fu-d14")).isEqualTo(expected);
        }

        @Test
        void bleedingIsNoResponse() {
            assertThat(counted("150").bleeding(D14, 1).judged().code("fu-d14")).isEqualTo("NR");
            assertThat(counted("150").bleeding(D14, true).judged().because("fu-d14"))
                    .isEqualTo("Platelets 150 10*9/L on 2026-05-18, with bleeding.");
            assertThat(counted("150").bleeding(D14, false).judged().code("fu-d14"))
                    .isEqualTo("CR");
        }

        @Test
        void whereBleedingWasNotAssessedTheCountAloneDecidesAndItIsSaid() {
            ResponseRecord.RuleResults judged = counted("40").judged();

            assertThat(judged.code("fu-d14")).isEqualTo("R");
            assertThat(judged.of("fu-d14", "countOnly")).isEqualTo(true);
            assertThat(judged.because("fu-d14"))
                    .isEqualTo(
                            "Platelets 40 10*9/L on 2026-05-18, at least 30 10*9/L and twice the baseline of 12 10*9/L on"
                                    + " 2026-03-10; bleeding was not assessed, so this is by the count alone.");
            assertThat(counted("40").bleeding(D14, 0).judged().of("fu-d14", "countOnly"))
                    .isEqualTo(false);
        }

        @Test
        void whatItRestsOnIsNamed() {
            assertThat(counted("40").bleeding(D14, 0).judged().of("fu-d14", "evidence"))
                    .isEqualTo(List.of("Observation/o2", "Observation/o1", "Observation/o3"));
        }

        @Test
        void withoutACountItIsNotEvaluable() {
            assertThat(new ResponseRecord().follow("fu-d14", D14).judged().because("fu-d14"))
                    .isEqualTo("There is no platelet count of the visit since the first infusion.");
            ResponseRecord.RuleResults notHeld = new ResponseRecord().judged();
            assertThat(notHeld.code("fu-d14")).isEqualTo("NE");
            assertThat(notHeld.because("fu-d14")).isEqualTo("The visit has not taken place.");
            assertThat(notHeld.of("fu-d14", "responded")).isNull();
        }

        @ParameterizedTest
        @CsvSource({
            "FINAL, CR",
            "AMENDED, CR",
            "CORRECTED, CR",
            "PRELIMINARY, NE",
            "REGISTERED, NE",
            "ENTEREDINERROR, NE",
            "CANCELLED, NE",
            "UNKNOWN, NE"
        })
        void onlyFinalCountsCount(ObservationStatus status, String expected) {
            ResponseRecord treated = new ResponseRecord()
                    .follow("fu-d14", D14)
                    .count(D14, "150", "10*9/L", count -> count.setStatus(status));

            assertThat(treated.judged().code("fu-d14")).isEqualTo(expected);
        }

        @Test
        void ofSeveralTheLastOfTheDayCounts() {
            assertThat(new ResponseRecord()
                            .follow("fu-d14", D14)
                            .count(D14 + "T08:00:00+08:00", "20")
                            .count(D14 + "T16:00:00+08:00", "120")
                            .judged()
                            .code("fu-d14"))
                    .isEqualTo("CR");
        }

        @Test
        void onlyFollowUpVisitsAreEvaluatedAndAWithdrawalThatTookPlace() {
            assertThat(new ResponseRecord().judged().visits()).containsExactly("fu-d14", "fu-m1");
            assertThat(new ResponseRecord()
                            .withdrawn(M1)
                            .count(M1, "120")
                            .judged()
                            .code("early-withdrawal"))
                    .isEqualTo("CR");
        }

        @Test
        void whatCameLaterDoesNotCount() {
            assertThat(counted("150").asOf("2026-05-17").judged().code("fu-d14"))
                    .isEqualTo("NE");
        }

        @Test
        void withoutAnInfusionNothingIsEvaluable() {
            ResponseRecord.RuleResults judged = counted("150").notTreated().judged();

            assertThat(judged.code("fu-d14")).isEqualTo("NE");
            assertThat(judged.because("fu-d14")).isEqualTo("No infusion is recorded to the day.");
            assertThat(judged.course("code")).isEqualTo("NE");
        }
    }

    @Nested
    class Baseline {

        @Test
        void itIsThatOfTheBaselineVisitThoughAnotherIsNearer() {
            assertThat(new ResponseRecord().count("2026-03-15", "9").judged().baseline())
                    .isEqualTo("Platelets 12 10*9/L on 2026-03-10, before the first infusion on 2026-03-16.");
        }

        @Test
        void elseItIsTheLastOneBeforeTheInfusion() {
            assertThat(new ResponseRecord()
                            .withoutCounts()
                            .count("2026-02-20", "14")
                            .count("2026-03-14", "9")
                            .count("2026-03-16T11:00:00+08:00", "20")
                            .judged()
                            .baseline())
                    .startsWith("Platelets 9 10*9/L on 2026-03-14");
        }

        @ParameterizedTest
        @CsvSource({
            "2026-03-16T09:59:00+08:00, true", "2026-03-16T10:00:00+08:00, true", "2026-03-16T10:01:00+08:00, false",
            "2026-03-16T02:00:00Z, true", "2026-03-16, true", "2026-03-17, false"
        })
        void onTheDayOfTheInfusionTheTimeDecides(String time, boolean counts) {
            assertThat(new ResponseRecord()
                            .withoutCounts()
                            .count(time, "9")
                            .judged()
                            .baseline())
                    .startsWith(counts ? "Platelets 9 10*9/L on 2026-03-16" : "There is no final platelet count");
        }

        @Test
        void whereTheOrderIsNotRecordedItIsTakenAndSaid() {
            String said =
                    "Platelets 9 10*9/L on 2026-03-16, the day of the first infusion; whether before it is not recorded,"
                            + " and it is taken to be.";

            assertThat(new ResponseRecord()
                            .withoutCounts()
                            .count("2026-03-16", "9")
                            .judged()
                            .baseline())
                    .isEqualTo(said);
            assertThat(new ResponseRecord()
                            .withoutCounts()
                            .infusion("2026-03-16")
                            .count("2026-03-16T09:00:00+08:00", "9")
                            .judged()
                            .baseline())
                    .isEqualTo(said);
        }

        @Test
        void withoutItAResponseBelowAHundredCannotBeTold() {
            ResponseRecord.RuleResults judged =
                    counted("60").withoutCounts().count(D14, "60").judged();

            assertThat(judged.code("fu-d14")).isEqualTo("NE");
            assertThat(judged.because("fu-d14"))
                    .isEqualTo(
                            "Platelets 60 10*9/L on 2026-05-18. There is no final platelet count from before the first"
                                    + " infusion on 2026-03-16.");
            assertThat(counted("60").withoutCounts().count(D14, "100").judged().code("fu-d14"))
                    .isEqualTo("CR");
            assertThat(counted("60").withoutCounts().count(D14, "29").judged().code("fu-d14"))
                    .isEqualTo("NR");
        }
    }

    @Nested
    class Rescue {

        @ParameterizedTest
        @CsvSource({"14, NE", "13, CR"})
        void withinTheDaysThatAreSaidACountTellsNothing(int days, String expected) {
            assertThat(counted("150")
                            .drug("J06BA02", "2026-05-04", "2026-05-04", null)
                            .rescueDays(days)
                            .judged()
                            .code("fu-d14"))
                    .isEqualTo(expected);
        }

        @Test
        void whereNothingIsSaidNothingIsLeftOut() {
            ResponseRecord treated = counted("150").drug("J06BA02", "2026-05-17", "2026-05-17", null);

            assertThat(treated.judged().code("fu-d14")).isEqualTo("CR");
            assertThat(treated.judged().course("rescued")).isEqualTo(true);
            assertThat(counted("150").judged().course("rescued")).isEqualTo(false);
        }

        @Test
        void plateletsAndGlucocorticoidsThatAreBegunOrRaisedAreRescue() {
            assertThat(rescued(counted("150").plateletTransfusion("2026-05-10")))
                    .isTrue();
            assertThat(rescued(counted("150").drug("B05AX02", "2026-05-10", "2026-05-10", null)))
                    .isTrue();
            assertThat(rescued(counted("150").drug("H02AB06", "2026-05-10", null, "40")))
                    .isTrue();
            assertThat(rescued(counted("150")
                            .drug("H02AB06", "2026-01-10", "2026-05-09", "5")
                            .drug("H02AB06", "2026-05-10", null, "40")))
                    .isTrue();
            assertThat(rescued(counted("150")
                            .drug("H02AB06", "2026-01-10", "2026-05-09", "5")
                            .drug("H02AB06", "2026-05-10", null, null)))
                    .as("a dose that is not known")
                    .isTrue();
        }

        @Test
        void whatGoesOnAsBeforeIsNone() {
            assertThat(rescued(counted("150").drug("H02AB06", "2026-01-10", null, "5")))
                    .isFalse();
            assertThat(rescued(counted("150")
                            .drug("H02AB06", "2026-01-10", "2026-05-09", "10")
                            .drug("H02AB06", "2026-05-10", null, "5")))
                    .isFalse();
            assertThat(rescued(counted("150").drug("J06BA02", "2026-03-01", "2026-03-01", null)))
                    .as("before the treatment")
                    .isFalse();
        }

        private boolean rescued(ResponseRecord treated) {
            String because = treated.rescueDays(28).judged().because("fu-d14");
            return because.endsWith("within 28 days after rescue treatment.");
        }
    }

    @Nested
    class Confirmation {

        @ParameterizedTest
        @CsvSource({"2026-05-25, 110, true", "2026-05-24, 110, false", "2026-05-25, 99, false", "2026-05-11, 100, true"
        })
        void aCompleteResponseIsConfirmedSevenDaysApart(String day, String value, boolean confirmed) {
            assertThat(counted("150").count(day, value).judged().of("fu-d14", "confirmed"))
                    .isEqualTo(confirmed);
        }

        @Test
        void aResponseIsConfirmedByACompleteOneToo() {
            assertThat(counted("50").count("2026-05-25", "110").judged().of("fu-d14", "confirmed"))
                    .isEqualTo(true);
        }

        @Test
        void nothingToTheContraryMayLieBetween() {
            assertThat(counted("50")
                            .count("2026-05-21", "20")
                            .count("2026-05-25", "60")
                            .judged()
                            .of("fu-d14", "confirmed"))
                    .isEqualTo(false);
        }

        @ParameterizedTest
        @CsvSource({"2026-05-19, 10, true", "2026-05-18, 10, false", "2026-05-19, 50, false"})
        void noResponseIsConfirmedADayApart(String day, String value, boolean confirmed) {
            assertThat(counted("15").count(day, value).judged().of("fu-d14", "confirmed"))
                    .isEqualTo(confirmed);
        }
    }

    @Nested
    class ResponseCourse {

        @Test
        void itBeginsWithTheFirstCountOfAConfirmedResponseAndEndsWithTheFirstOfAConfirmedLoss() {
            ResponseRecord.RuleResults judged = new ResponseRecord()
                    .count("2026-03-20", "40")
                    .count("2026-03-23", "20")
                    .count("2026-04-06", "45")
                    .count("2026-04-20", "130")
                    .count("2026-05-04", "150")
                    .count("2026-05-18", "80")
                    .count("2026-06-04", "12")
                    .count("2026-06-05", "11")
                    .judged();

            assertThat(judged.course("code")).isEqualTo("CR");
            assertThat(judged.course("began")).isEqualTo(LocalDate.parse("2026-04-06"));
            assertThat(judged.course("daysToResponse")).isEqualTo(21);
            assertThat(judged.course("completeBegan")).isEqualTo(LocalDate.parse("2026-04-20"));
            assertThat(judged.course("completeLost")).isEqualTo(LocalDate.parse("2026-05-18"));
            assertThat(judged.course("lost")).isEqualTo(LocalDate.parse("2026-06-04"));
            assertThat(judged.course("because"))
                    .isEqualTo(
                            "Response from 2026-04-06, 21 days after the first infusion, confirmed 7 days apart or more,"
                                    + " complete from 2026-04-20; lost on 2026-06-04.");
        }

        @Test
        void aSingleLowCountIsNoLoss() {
            ResponseRecord.RuleResults judged = new ResponseRecord()
                    .count("2026-04-06", "45")
                    .count("2026-04-20", "60")
                    .count("2026-05-04", "25")
                    .count("2026-05-18", "55")
                    .judged();

            assertThat(judged.course("code")).isEqualTo("R");
            assertThat(judged.course("lost")).isNull();
        }

        @Test
        void anUnconfirmedResponseIsNotOneYet() {
            assertThat(new ResponseRecord().count("2026-05-18", "45").judged().course("code"))
                    .isEqualTo("NE");
            assertThat(new ResponseRecord().count("2026-05-18", "45").judged().course("because"))
                    .isEqualTo("A response on 2026-05-18 is not confirmed yet.");
            assertThat(new ResponseRecord()
                            .count("2026-05-18", "45")
                            .count("2026-05-20", "15")
                            .judged()
                            .course("code"))
                    .isEqualTo("NR");
        }
    }

    /** With a count on the day of the visit D14. */
    private static ResponseRecord counted(String value) {
        return new ResponseRecord().follow("fu-d14", D14).count(D14, value);
    }
}
