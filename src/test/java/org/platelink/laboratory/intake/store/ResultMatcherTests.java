package org.platelink.laboratory.intake.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Specimen;
import org.junit.jupiter.api.Test;
import org.platelink.laboratory.intake.fhir.Deliveries;
import org.platelink.laboratory.intake.store.ResultMatch.Conflict;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Reason;

/**
 * Numbers that come again: for another patient, from another system, at another time, and for a change of what was
 * sent.
 */
class ResultMatcherTests {

    private final MemoryStore store = new MemoryStore();
    private final Deliveries deliveries = new Deliveries();
    private int minute;

    @Test
    void twoSystemsThatNumberForThemselvesHaveAResultEach() {
        send("LIS-A", "s1", obr("4711", "0815"), obx("18", "F", ""));
        send("POCT-B", "s2", obr("4711", "0815"), obx("240", "F", ""));
        send("LIS-A", "s1", obr("4712", "0915"), obx("20", "F", ""));
        send("POCT-B", "s1", obr("4712", "0915"), obx("21", "F", ""));

        send("POCT-B", "s1", obr("4712", "0915"), obx("22", "C", ""));

        assertResults("s1 08:15 final 18", "s2 08:15 final 240", "s1 09:15 final 20", "s1 09:15 corrected 22");
    }

    @Test
    void aNumberThatComesAgainForAnotherPatientTakesNothingFromTheFirst() {
        send("LIS", "s1", obr("6^Sample #", "0815"), obx("18", "F", ""));
        send("LIS", "s2", obr("6^Sample #", "1415"), obx("240", "F", ""));

        assertResults("s1 08:15 final 18", "s2 14:15 final 240");
    }

    @Test
    void ofOneSampleForTwoPatientsItIsNotCertainWhoseItIs() {
        send("LIS", "s1", obr("4711", "0815"), obx("18", "F", ""));

        Finding finding = conflict("LIS", "s2", obr("4711", "0815"), obx("240", "F", ""));

        assertThat(finding.reason()).isEqualTo(Reason.NUMBER_OF_ANOTHER_SUBJECT);
        assertThat(finding.place()).isEqualTo("OBR[1]-3");
        assertThat(finding.key()).startsWith("Observation/");
        assertThat(finding.sentence()).contains(finding.key()).doesNotContain("4711", "s1", "s2");
        assertResults("s1 08:15 final 18");
    }

    @Test
    void aCorrectionIsNeverAnotherPatients() {
        send("LIS", "s1", obr("4711", "0815"), obx("18", "F", ""));

        assertThat(conflict("LIS", "s2", obr("4711", "1815"), obx("240", "C", ""))
                        .reason())
                .isEqualTo(Reason.NUMBER_OF_ANOTHER_SUBJECT);
        assertResults("s1 08:15 final 18");
    }

    @Test
    void whatWasTakenBackFromTheWrongPatientIsTheRightOnes() {
        send("LIS", "s1", obr("4711", "0815"), obx("18", "F", ""));
        send("LIS", "s1", obr("4711", "0815"), obx("18", "D", ""));

        send("LIS", "s2", obr("4711", "0815"), obx("18", "F", ""));

        assertResults("s1 08:15 entered-in-error 18", "s2 08:15 final 18");
    }

    @Test
    void anIdentifierOfAResultThatComesAgainIsAnotherResultByPatientTimeAndAnalyte() {
        send("LIS", "s1", obr("1^LAB", "0815"), numbered("777-3", "18", "F", "R-1^LAB"));
        send("LIS", "s2", obr("2^LAB", "1815"), numbered("777-3", "240", "F", "R-1^LAB"));
        send("LIS", "s1", obr("3^LAB", "2015"), numbered("777-3", "30", "F", "R-1^LAB"));
        send("LIS", "s1", obr("1^LAB", "0815"), numbered("718-7", "95", "F", "R-1^LAB"));

        assertResults("s1 08:15 final 18", "s1 08:15 final 95", "s1 20:15 final 30", "s2 18:15 final 240");
    }

    @Test
    void aSampleNumberThatComesAgainIsAnotherSample() {
        send("LIS", "s1", obr("1^LAB", "0815"), obx("18", "F", ""), "SPM|1|^T-1&LAB||BLD^Blood^HL70487");
        send("LIS", "s2", obr("2^LAB", "0815"), obx("240", "F", ""), "SPM|1|^T-1&LAB||BLD^Blood^HL70487");

        assertThat(store.all(Specimen.class))
                .extracting(one -> one.getSubject().getReference())
                .containsExactlyInAnyOrder("Patient/s1", "Patient/s2");
    }

    @Test
    void aNumberThatIsUsedAgainAWeekLaterIsAnotherResult() {
        send("LIS", "s1", obr("4711", "0815"), obx("18", "F", ""));
        send("LIS", "s1", obr("4711", "20260309081500"), obx("44", "F", ""));

        assertThat(store.results()).hasSize(2).anyMatch(one -> one.endsWith("final 18"));
    }

    @Test
    void aCorrectionMeetsTheResultOfItsTimeAloneOrWithOthersInAnyOrder() {
        send("LIS", "s1", obr("S-1^LAB", "0815"), obx("27", "F", "0815"), obx("35", "F", "1215"));

        send("LIS", "s1", obr("S-1^LAB", "0815"), obx("53", "C", "1215"));
        assertResults("s1 08:15 final 27", "s1 12:15 corrected 53");

        send("LIS", "s1", obr("S-1^LAB", "0815"), obx("54", "C", "1215"), obx("28", "C", "0815"));
        assertResults("s1 08:15 corrected 28", "s1 12:15 corrected 54");
    }

    @Test
    void twoOrdersOfOneNumberAndCodeAreToldApartByTheirTime() {
        send("LIS", "s1", obr("S-1^LAB", "0815"), obx("27", "F", ""), obr("S-1^LAB", "1215"), obx("35", "F", ""));

        send("LIS", "s1", obr("S-1^LAB", "1215"), obx("53", "C", ""));

        assertResults("s1 08:15 final 27", "s1 12:15 corrected 53");
    }

    @Test
    void aCorrectionOfWhatHasNotComeYetNeverMeetsAnother() {
        send("LIS", "s1", obr("S-1^LAB", "0815"), obx("27", "F", "0815"));

        Finding finding = conflict("LIS", "s1", obr("S-1^LAB", "0815"), obx("53", "C", "1215"));

        assertThat(finding.reason()).isEqualTo(Reason.NUMBER_USED_AGAIN);
        assertThat(finding.place()).isEqualTo("OBX[1]-14");
        assertResults("s1 08:15 final 27");
    }

    @Test
    void whatACorrectedOrderBringsBesidesAllThatIsStoredIsNew() {
        send("LIS", "s1", obr("S-1^LAB", "0815"), obx("27", "F", "0815"));

        send("LIS", "s1", obr("S-1^LAB", "0815", "C"), obx("28", "C", "0815"), obx("40", "F", "1615"));

        assertResults("s1 08:15 corrected 28", "s1 16:15 final 40");
    }

    @Test
    void ofTwoThatAreAlikeInAllACorrectionOfOneIsOfNeither() {
        send("LIS", "s1", obr("S-1^LAB", "0815"), obx("27", "F", ""), obx("35", "F", ""));

        assertThat(conflict("LIS", "s1", obr("S-1^LAB", "0815"), obx("53", "C", ""))
                        .reason())
                .isEqualTo(Reason.NUMBER_USED_AGAIN);

        send("LIS", "s1", obr("S-1^LAB", "0815"), obx("27", "F", ""), obx("53", "C", ""));
        assertResults("s1 08:15 corrected 53", "s1 08:15 final 27");
    }

    @Test
    void ofTwoReportsThatAreAlikeInAllACorrectionOfOneIsOfNeither() {
        send("LIS", "s1", obr("S-1^LAB", "0815"), obx("27", "F", ""), obr("S-1^LAB", "0815"), obx("35", "F", ""));

        assertThat(conflict("LIS", "s1", obr("S-1^LAB", "0815"), obx("53", "C", ""))
                        .reason())
                .isEqualTo(Reason.NUMBER_USED_AGAIN);
    }

    @Test
    void aTimeThatMovesByMinutesIsTheSameWhileTheStateGoesOnAndNotCertainAfter() {
        send("LIS", "s1", obr("S-1^LAB", "0815"), obx("27", "P", "0815"));
        send("LIS", "s1", obr("S-1^LAB", "0815"), obx("28", "F", "0818"));
        assertResults("s1 08:18 final 28");

        assertThat(conflict("LIS", "s1", obr("S-1^LAB", "0815"), obx("30", "F", "0821"))
                        .reason())
                .isEqualTo(Reason.NUMBER_USED_AGAIN);

        send("LIS", "s1", obr("S-1^LAB", "0815"), obx("31", "C", "0821"));
        assertResults("s1 08:21 corrected 31");
    }

    @Test
    void aDayIsTheSameAsATimeOfThatDayUnlessThereAreSeveral() {
        send("LIS", "s1", obr("S-1^LAB", "20260302"), obx("27", "F", ""));
        send("LIS", "s1", obr("S-1^LAB", "0815"), obx("28", "C", ""));
        assertThat(store.results()).hasSize(1);

        send("LIS", "s1", obr("S-1^LAB", "0815"), obx("28", "C", "0815"), obx("35", "F", "1215"));
        assertThat(conflict("LIS", "s1", obr("S-1^LAB", "20260302"), obx("53", "C", ""))
                        .reason())
                .isEqualTo(Reason.NUMBER_USED_AGAIN);
    }

    @Test
    void twoPatientsOfAMessageWithOneNumberHaveAResultEach() {
        String both = message("LIS", "s1", obr("4711", "0815"), obx("18", "F", ""))
                + message("LIS", "s2", obr("4711", "0815"), obx("240", "F", "")).replaceFirst("MSH[^\r]*\r", "");
        assertThat(store.store(deliveries.of(both))).isEmpty();
        assertThat(store.store(deliveries.of(both))).isEmpty();

        send("LIS", "s2", obr("4711", "0815"), obx("241", "C", ""));

        assertResults("s1 08:15 final 18", "s2 08:15 corrected 241");
    }

    private void send(String sender, String patient, String... segments) {
        assertThat(store.store(deliveries.of(message(sender, patient, segments))))
                .isEmpty();
    }

    private Finding conflict(String sender, String patient, String... segments) {
        List<Conflict> conflicts = store.store(deliveries.of(message(sender, patient, segments)));
        assertThat(conflicts).hasSize(1);
        return conflicts.get(0).finding();
    }

    private void assertResults(String... expected) {
        assertThat(store.results().stream().map(ResultMatcherTests::brief)).containsExactlyInAnyOrder(expected);
    }

    private static String brief(String result) {
        return result.replace("Patient/", "").replaceFirst("2026-..-..T(..:..):00Z", "$1");
    }

    private String message(String sender, String patient, String... segments) {
        return "MSH|^~\\&|" + sender + "|HOSP|PLATELINK|TRIAL|2026050110%02d00+0000".formatted(++minute)
                + "||ORU^R01|M|P|2.5.1\rPID|1||" + patient + "^^^HOSP^MR\r" + String.join("\r", segments) + "\r";
    }

    private static String obr(String number, String time) {
        return obr(number, time, "F");
    }

    private static String obr(String number, String time, String status) {
        return "OBR|1||" + number + "|CBC^Blood count^L|||" + at(time) + "||||||||||||||||||" + status;
    }

    private static String obx(String value, String status, String time) {
        return "OBX|1|NM|777-3^Platelets^LN||" + value + "|10*9/L^^UCUM|||||" + status + "|||" + at(time);
    }

    private static String numbered(String code, String value, String status, String number) {
        return "OBX|1|NM|" + code + "^Result^LN||" + value + "|10*9/L^^UCUM|||||" + status + "||||||||||" + number;
    }

    private static String at(String time) {
        return time.length() == 4 ? "20260302" + time + "00+0000" : time;
    }
}
