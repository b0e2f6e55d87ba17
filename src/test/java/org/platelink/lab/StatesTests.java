package org.platelink.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.journal.Reason;

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
        Translated nothing = Messages.translate(NO_MAPS, order(report, "-"));
        Translated unknown = Messages.translate(NO_MAPS, order(report, "Q"));

        assertThat(Messages.observations(nothing).get(0).getStatus().toCode()).isEqualTo(status);
        assertThat(Messages.observations(unknown).get(0).getStatus().toCode()).isEqualTo(status);
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
                                .map(one -> "OBX|1|NM|777-3^Platelets^LN||27|10*9/L^^UCUM|||||" + one.replace("-", "")))
                .toArray(String[]::new);
    }
}
