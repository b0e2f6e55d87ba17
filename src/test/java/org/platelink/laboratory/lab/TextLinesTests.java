package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.laboratory.hl7v2.CodedElement;
import org.platelink.laboratory.hl7v2.EntityIdentifier;
import org.platelink.laboratory.hl7v2.Origin;
import org.platelink.laboratory.hl7v2.Result;
import org.platelink.laboratory.hl7v2.Value;

/** Which lines are one text; a line is told as type, code, OBX-4, status, OBX-14 and OBX-21. */
class TextLinesTests {

    @ParameterizedTest
    @CsvSource({
        "TX A 1 F - -; TX A 2 F - -, 1",
        "FT A 1 F - -; FT A 1 F - -, 1",
        "TX A - F - -; TX A - F - -, 1",
        "TX A 9 F - -; TX A 10 F - -, 1",
        "TX A 1 F - -; TX A 2 F - -; TX A 3 F - -; TX A 4 F - -, 1",
        "TX A 1 F - -; TX A 3 F - -, 2",
        "TX A 2 F - -; TX A 1 F - -, 2",
        "TX A 1.1 F - -; TX A 1.2 F - -, 2",
        "TX A - F - -; TX A 1 F - -, 2",
        "TX A 1 F - -; FT A 2 F - -, 2",
        "ST A 1 F - -; ST A 2 F - -, 2",
        "NM A 1 F - -; NM A 1 F - -, 2",
        "TX A 1 F - -; TX B 2 F - -, 2",
        "TX A 1 F - -; TX A 2 C - -, 2",
        "TX A 1 F 20260302 -; TX A 2 F 20260303 -, 2",
        "TX A 1 F - R-1; TX A 2 F - -, 2",
        "TX A 1 F - R-1; TX A 2 F - R-1, 2",
        "TX A 1 F - -; NM B 1 F - -; TX A 2 F - -, 3",
    })
    void joinsLinesThatGoOn(String lines, int texts) {
        List<Result> results =
                Arrays.stream(lines.split("; ")).map(TextLinesTests::line).toList();

        assertThat(TextLines.of(results)).hasSize(texts).allSatisfy(text -> assertThat(text)
                .isNotEmpty());
        assertThat(TextLines.of(results).stream().flatMap(List::stream).toList())
                .isEqualTo(results);
    }

    @Test
    void keepsEveryLineUnderTheFirst() {
        Result joined = TextLines.joined(List.of(line("TX A 1 F - -"), line("TX A 2 F - -")));

        assertThat(joined.subId()).isEqualTo("1");
        assertThat(joined.values()).containsExactly(new Value.Text("line 1"), new Value.Text("line 2"));
        assertThat(joined.notes()).containsExactly("note 1", "note 2");
    }

    private static Result line(String told) {
        String[] parts = told.replace("-", "").split(" ", -1);
        String id = told.endsWith("R-1") ? "R-1" : "";
        return new Result(
                1,
                "1",
                parts[0],
                new CodedElement(parts[1], "", "L", "", "", "", ""),
                parts[2],
                List.of(new Value.Text("line " + parts[2])),
                CodedElement.NONE,
                "",
                List.of(),
                parts[3],
                parts[4],
                "",
                new EntityIdentifier(id, "", "", ""),
                CodedElement.NONE,
                List.of("note " + parts[2]),
                Origin.NONE,
                List.of(),
                0);
    }
}
