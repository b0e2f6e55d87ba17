package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Reason;
import org.platelink.platform.validation.GuideFaults;

/** What states come to where a message leaves one of them out. */
class StatesTests {

    private static final SiteMaps NO_MAPS = Messages.maps();

    @ParameterizedTest
    @CsvSource({
        "F F,final",
        "F C,corrected",
        "X X,cancelled",
        "F X,final",
        "D W,entered-in-error",
        "F W,final",
        "P S,preliminary",
        "I I,registered",
        "F P,partial",
        "O F,final"
    })
    void decidesTheReportByItsResultsWhereItSaysNothing(String results, String status) {
        assertThat(Messages.report(NO_MAPS, order("", results)).getStatus().toCode())
                .isEqualTo(status);
        assertThat(Messages.report(NO_MAPS, order("Z", results)).getStatus().toCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "F,final",
        "C,corrected",
        "P,preliminary",
        "R,preliminary",
        "S,registered",
        "O,registered",
        "X,cancelled"
    })
    void decidesAResultByItsReportWhereItSaysNothing(String report, String status) {
        TranslatedResults nothing = Messages.translate(NO_MAPS, order(report, "-"));

        assertThat(Messages.observations(nothing).get(0).getStatus().toCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"f", "Q", "PENDING", "Preliminary", "E", "Final"})
    void aWordThatIsNoStateWaits(String word) {
        for (String report : List.of("F", "P", "")) {
            assertThat(Messages.translate(NO_MAPS, order(report, word)).findings())
                    .extracting(Finding::reason, Finding::place, Finding::key)
                    .containsExactly(tuple(Reason.UNKNOWN_STATUS, "OBX[1]-11", word));
        }
        assertThat(Messages.translate(NO_MAPS, order(word, "F")).findings())
                .extracting(Finding::reason, Finding::place, Finding::key)
                .containsExactly(tuple(Reason.UNKNOWN_STATUS, "OBR[1]-25", word));
        // One cause is found once.
        assertThat(Messages.translate(NO_MAPS, order(word, "-")).findings())
                .extracting(Finding::reason, Finding::place)
                .containsExactly(tuple(Reason.UNKNOWN_STATUS, "OBR[1]-25"));
    }

    @Test
    void theSitesMapSaysWhatAWordMeans() {
        SiteMaps maps = Messages.maps(
                "lab-answers|pending|http://terminology.hl7.org/CodeSystem/v2-0085|I",
                "lab-answers|withdrawn|http://terminology.hl7.org/CodeSystem/v2-0085|W",
                "lab-answers|detail|http://terminology.hl7.org/CodeSystem/v2-0085|O",
                "lab-answers|done|http://terminology.hl7.org/CodeSystem/v2-0123|F");

        assertThat(Messages.observations(Messages.translate(maps, order("done", "PENDING withdrawn detail"))))
                .extracting(one -> one.getStatus().toCode())
                .containsExactly("registered", "entered-in-error");
    }

    @Test
    void whatStandsInThePlaceOfAStateAndIsNoWordIsNotRepeated() {
        Finding found = Messages.translate(NO_MAPS, order("F", "SYN-0001@example"))
                .findings()
                .get(0);

        assertThat(found.key()).isNull();
        assertThat(found.sentence()).doesNotContain("example").contains("HL7 table 0085");
    }

    /** It says both that it was not asked for and what it is: what came is kept, and is no final result. */
    @Test
    void whatWasNotAskedForAndHasAValueKeepsIt() {
        Observation result = Messages.observations(Messages.translate(NO_MAPS, order("F", "N")))
                .get(0);

        assertThat(result.getValueQuantity().getValue()).hasToString("27");
        assertThat(result.getStatus().toCode()).isEqualTo("unknown");
        assertThat(result.hasDataAbsentReason()).isFalse();
        assertThat(GuideFaults.of(result)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"I,registered", "R,preliminary", "S,preliminary", "X,cancelled", "P,preliminary", "W,entered-in-error"})
    void whatIsNotFinalKeepsItsValue(String state, String status) {
        Observation result = Messages.observations(Messages.translate(NO_MAPS, order("P", state)))
                .get(0);

        assertThat(result.getValueQuantity().getValue()).hasToString("27");
        assertThat(result.getStatus().toCode()).isEqualTo(status);
        assertThat(GuideFaults.of(result)).isEmpty();
    }

    /** A count of platelets is no detail of an order, whatever its state says. */
    @Test
    void aDetailOfTheOrderWithAValueOfTheStudyIsNotLost() {
        assertThat(Messages.translate(NO_MAPS, order("F", "O")).findings())
                .extracting(Finding::reason, Finding::place)
                .containsExactly(tuple(Reason.UNKNOWN_STATUS, "OBX[1]-11"));

        SiteMaps taken = Messages.maps("lab-answers|O|http://terminology.hl7.org/CodeSystem/v2-0085|F");
        assertThat(Messages.observations(Messages.translate(taken, order("F", "O"))))
                .extracting(one -> one.getStatus().toCode())
                .containsExactly("final");

        SiteMaps left = Messages.maps("lab-answers|O|http://terminology.hl7.org/CodeSystem/v2-0085|O");
        assertThat(Messages.translate(left, order("F", "O")).notTaken()).isEqualTo(1);
        assertThat(Messages.translate(left, order("F", "O")).findings()).isEmpty();
    }

    @Test
    void doesNotReadAReportsStateAsOneOfAResult() {
        // A of a result is amended; of a report it says that some results are there.
        assertThat(Messages.reasons(NO_MAPS, order("A", "-"))).contains(Reason.STATUS);
    }

    @Test
    void keepsASectionThatTheTableDoesNotHaveAsText() {
        assertThat(Messages.report(NO_MAPS, Messages.ORDER.replace("|||F", "||Haem|F"))
                        .getCategory()
                        .get(1)
                        .getText())
                .isEqualTo("Haem");
    }

    private static String[] order(String status, String results) {
        return Stream.concat(
                        Stream.of(Messages.ORDER.substring(0, Messages.ORDER.length() - 1) + status),
                        Arrays.stream(results.split(" "))
                                .map(one -> "OBX|1|NM|777-3^Platelets^LN||27|10*9/L^^UCUM|||||"
                                        + (one.equals("-") ? "" : one)))
                .toArray(String[]::new);
    }
}
