package org.platelink.platform.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\uff1d1+1",
                "\uff0b1",
                "\uff0d1",
                "\uff20x",
                "'=1",
                "''+1"
            })
    void aTextThatWouldBeAFormulaIsGuardedAndComesBack(String text) {
        assertThat(SpreadsheetText.guarded(text)).isEqualTo("'" + text);
        assertThat(SpreadsheetText.plain("'" + text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'", "it's", "'quoted'", "1-2", "a=b", " =1", "27"})
    void anotherTextIsLeftAsItIs(String text) {
        assertThat(SpreadsheetText.guarded(text)).isEqualTo(text);
        assertThat(SpreadsheetText.plain(text)).isEqualTo(text);
    }

    @Test
    void aTableGuardsTextsAndNeverNumbers() {
        Table table = new Table("row", List.of("text", "whole", "decimal", "day"), List.<Type[]>of(new Type[] {
            new StringType("=HYPERLINK(\"https://x.example\")"),
            new IntegerType(-3),
            new DecimalType("-27.40"),
            new DateType("2026-11-30")
        }));

        assertThat(new String(table.asCsv().getData(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "text,whole,decimal,day\r\n\"'=HYPERLINK(\"\"https://x.example\"\")\",-3,-27.40,2026-11-30\r\n");
    }
}
