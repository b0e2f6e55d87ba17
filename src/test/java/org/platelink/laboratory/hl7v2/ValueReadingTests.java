package org.platelink.laboratory.hl7v2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.laboratory.hl7v2.Value.CodedValue;
import org.platelink.laboratory.hl7v2.Value.Document;
import org.platelink.laboratory.hl7v2.Value.ExplicitNull;
import org.platelink.laboratory.hl7v2.Value.Moment;
import org.platelink.laboratory.hl7v2.Value.Numeric;
import org.platelink.laboratory.hl7v2.Value.Range;
import org.platelink.laboratory.hl7v2.Value.StructuredNumeric;
import org.platelink.laboratory.hl7v2.Value.Text;
import org.platelink.laboratory.hl7v2.Value.UnsupportedValue;

class ValueReadingTests {

    @ParameterizedTest
    @ValueSource(strings = {"42", "042.00", "<7", ">90", " 5 ", "1e3", "41.5%  3.02", "27^28", "1,5", "+3", "clumped"})
    void leavesANumberAsItIs(String text) {
        assertThat(values("NM", text)).containsExactly(new Numeric(text));
    }

    @Test
    void takesEachRepetitionAsAValue() {
        assertThat(values("NM", "27~25")).containsExactly(new Numeric("27"), new Numeric("25"));
        assertThat(values("TX", "a~~b")).containsExactly(new Text("a"), new Text(""), new Text("b"));
        assertThat(values("NM", "")).isEmpty();
    }

    @Test
    void takesNoValueFromDelimitersAtTheEnd() {
        assertThat(values("NM", "27~~")).containsExactly(new Numeric("27"));
        assertThat(values("NM", "~")).isEmpty();
        assertThat(values("NM", "~25")).containsExactly(new Numeric(""), new Numeric("25"));
        assertThat(values("TX", "a~ ~")).containsExactly(new Text("a"), new Text(" "));
    }

    @Test
    void readsEveryType() {
        assertThat(values("ST", "<0.52")).containsExactly(new Text("<0.52"));
        assertThat(values("CWE", "A^Aye^L^B^Bee^M^^^said"))
                .containsExactly(new CodedValue(new CodedElement("A", "Aye", "L", "B", "Bee", "M", "said")));
        assertThat(values("IS", "A")).containsExactly(new CodedValue(new CodedElement("A", "", "", "", "", "", "")));
        assertThat(values("SN", ">=^1^:^128")).containsExactly(new StructuredNumeric(">=", "1", ":", "128"));
        assertThat(values("SN", "^10")).containsExactly(new StructuredNumeric("", "10", "", ""));
        assertThat(values("DT", "20240102")).containsExactly(new Moment("DT", "20240102"));
        assertThat(values("TS", "20240102^D")).containsExactly(new Moment("TS", "20240102"));
        assertThat(values("TM", "1015")).containsExactly(new Moment("TM", "1015"));
        assertThat(values("NR", "1^2")).containsExactly(new Range("NR", "1", "2"));
        assertThat(values("DR", "2024&D^")).containsExactly(new Range("DR", "2024", ""));
        assertThat(values("VR", "a^b&c")).containsExactly(new Text("a^b&c"));
        assertThat(values("", "a^b")).containsExactly(new Text("a^b"));
        assertThat(values("nm", "5")).containsExactly(new Numeric("5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NM", "ST", "CWE", "SN", "ED", "XX"})
    void knowsTheExplicitNull(String type) {
        assertThat(values(type, "\"\"")).containsExactly(new ExplicitNull());
    }

    @Test
    void readsADocumentWholeAndSaysNothingOfIt() {
        Document document = new Document("IM", "PDF", "Base64", "x".repeat(300));

        assertThat(values("ED", "LIS^IM^PDF^Base64^" + "x".repeat(300))).containsExactly(document);
        assertThat(document.toString()).doesNotContain("x".repeat(3));
    }

    @Test
    void takesNoValueFromReferencesAndPersons() {
        assertThat(values("RP", "a^b")).containsExactly(new UnsupportedValue("RP", List.of("a", "b")));
        assertThat(values("XPN", "DOE^SYNTHETIC"))
                .containsExactly(new UnsupportedValue("XPN", List.of("DOE", "SYNTHETIC")));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "x10\\S\\9/L, x10^9/L",
                "\\F\\\\S\\\\T\\\\R\\\\E\\, |^&~\\",
                "\\E\\S\\E\\, \\S\\",
                "\\H\\high\\N\\, high",
                "a\\Zlocal\\b, a\\Zlocal\\b",
                "a\\b\\T\\c, a\\b&c",
                "a\\, a\\",
                "\\\\, \\\\",
                "\\.in+4\\a, \\.in+4\\a",
                "\\X41\\\\X4243\\, ABC",
                "\\XC2B5\\mol, µmol",
                "\\XB5\\mol, \\XB5\\mol",
                "\\X00\\, \\X00\\",
                "\\X4\\, \\X4\\",
                "\\P\\, \\P\\",
            })
    void undoesEscapesAndLeavesWhatIsNone(String sent, String text) {
        assertThat(values("ST", sent)).containsExactly(new Text(text));
    }

    @Test
    void endsALineWhereItWasSent() {
        assertThat(values("FT", "a\\.br\\b\\X0D0A\\c\\X0D\\d")).containsExactly(new Text("a\nb\nc\nd"));
    }

    @Test
    void readsBytesInTheSetOfTheMessageAndTheFifthDelimiterAsItsText() {
        Escapes escapes = new Escapes(Delimiters.of("MSH|^~\\&#|"), ISO_8859_1);

        assertThat(escapes.undone("\\XB5\\mol\\P\\")).isEqualTo("µmol#");
    }

    private static List<Value> values(String type, String sent) {
        return Oru.result("OBX|1|" + type + "|PLT||" + sent).values();
    }
}
