package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.laboratory.journal.Reason;

/** What the values of results come to. */
class ValuesTests {

    private static final SiteMaps NO_MAPS = Messages.maps();

    @Test
    void takesNoSignThatIsNoComparatorForOneOfTheNumber() {
        assertThat(reasons("SN|777-3^Platelets^LN||-^5|10*9/L^^UCUM")).containsExactly(Reason.UNREADABLE_VALUE);
        assertThat(value("SN|600-7^Culture^LN||-^1^-^3").primitiveValue()).isEqualTo("-1-3");
    }

    @Test
    void takesNoRangeOfBoundsThatAreOpenThemselves() {
        assertThat(value("SN|600-7^Culture^LN||<^1^-^3").primitiveValue()).isEqualTo("<1-3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<~27", "27~25", "2~7", "27~"})
    void makesNoNumberOfSeveralValues(String values) {
        assertThat(reasons("ST|777-3^Platelets^LN||" + values + "|10*9/L^^UCUM"))
                .isEqualTo(values.equals("27~") ? List.of() : List.of(Reason.UNREADABLE_VALUE));
    }

    @Test
    void makesNoNumberOfTwoLines() {
        assertThat(Messages.reasons(
                        NO_MAPS,
                        Messages.ORDER,
                        "OBX|1|TX|777-3^Platelets^LN|1|<|10*9/L^^UCUM|||||F",
                        "OBX|2|TX|777-3^Platelets^LN|2|7|10*9/L^^UCUM|||||F"))
                .containsExactly(Reason.UNREADABLE_VALUE);
    }

    @Test
    void keepsTheUnitOfANumberThatIsSentAsAText() {
        Observation crp = result("ST|1988-5^CRP^LN||<0.52|mg/L^^UCUM");

        assertThat(crp.getValueQuantity().getValue()).hasToString("0.52");
        assertThat(crp.getValueQuantity().getComparator()).isEqualTo(QuantityComparator.LESS_THAN);
        assertThat(crp.getValueQuantity().getCode()).isEqualTo("mg/L");
    }

    @ParameterizedTest
    @CsvSource({"0815,08:15:00", "081530,08:15:30", "081530.25,08:15:30.25"})
    void readsATimeOfDay(String sent, String time) {
        assertThat(value("TM|600-7^Culture^LN||" + sent).primitiveValue()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2500", "20260302", "0815+0800", "081560", "08"})
    void makesNothingElseOfATimeOfDay(String sent) {
        assertThat(reasons("TM|600-7^Culture^LN||" + sent)).containsExactly(Reason.UNREADABLE_VALUE);
    }

    @Test
    void losesNoEndOfASpan() {
        assertThat(reasons("DR|600-7^Culture^LN||2026030^20260303")).containsExactly(Reason.UNREADABLE_VALUE);
        assertThat(result("DR|600-7^Culture^LN||20260302^")
                        .getValuePeriod()
                        .getStartElement()
                        .getValueAsString())
                .isEqualTo("2026-03-02");
        assertThat(result("NR|1988-5^CRP^LN||^10|mg/L^^UCUM")
                        .getValueRange()
                        .getHigh()
                        .getValue())
                .hasToString("10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DT|777-3^Platelets^LN||20260302", "NR|777-3^Platelets^LN||1^2|10*9/L^^UCUM"})
    void takesNothingButANumberForAnAnalyteThatIsOne(String obx) {
        assertThat(reasons(obx)).containsExactly(Reason.UNREADABLE_VALUE);
    }

    @Test
    void takesOnlyAnswersOfTheGuideForAPresenceTest() {
        SiteMaps maps = Messages.maps(
                "lab-answers|odd|http://snomed.info/sct|373066001", "lab-answers|r|http://loinc.org|LA6576-8");

        assertThat(Messages.reasons(maps, Messages.ORDER, "OBX|1|CE|5195-3^HBsAg^LN||ODD^Odd^L||||||F"))
                .containsExactly(Reason.UNMAPPED_ANSWER);
        assertThat(Messages.result(maps, "OBX|1|CE|5195-3^HBsAg^LN||X^Other^L^R^Reactive^99LAB||||||F")
                        .getValueCodeableConcept()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("LA6576-8");
    }

    @Test
    void translatesAnswersOfOtherTestsToo() {
        SiteMaps maps = Messages.maps("lab-answers|r|http://loinc.org|LA6576-8");

        assertThat(Messages.result(maps, "OBX|1|CE|600-7^Culture^LN||R^Reactive^L||||||F")
                        .getValueCodeableConcept()
                        .getCoding())
                .extracting(one -> one.getCode())
                .containsExactly("LA6576-8", "R");
    }

    @Test
    void takesTheWordsOfACancelledPresenceTestForTheReason() {
        Observation cancelled = Messages.result(NO_MAPS, "OBX|1|ST|5195-3^HBsAg^LN||Sample broken||||||X");

        assertThat(cancelled.hasValue()).isFalse();
        assertThat(cancelled.getDataAbsentReason().getText()).isEqualTo("Sample broken");
    }

    @Test
    void losesNoFlagOfALineOfText() {
        TranslatedResults translated = Messages.translate(
                NO_MAPS,
                Messages.ORDER,
                "OBX|1|TX|600-7^Culture^LN|1|Growth of||||||F",
                "OBX|2|TX|600-7^Culture^LN|2|S. aureus|||A|||F");

        assertThat(Messages.observations(translated)).hasSize(1);
        assertThat(Messages.observations(translated).get(0).getInterpretation()).hasSize(1);
    }

    private static Type value(String obx) {
        return result(obx).getValue();
    }

    private static Observation result(String obx) {
        return Messages.result(NO_MAPS, complete(obx));
    }

    private static List<Reason> reasons(String obx) {
        return Messages.reasons(NO_MAPS, Messages.ORDER, complete(obx));
    }

    /** The fields after OBX-6, of which none is needed but the status. */
    private static String complete(String obx) {
        return "OBX|1|" + obx + "|".repeat(obx.split("\\|", -1).length == 4 ? 6 : 5) + "F";
    }
}
