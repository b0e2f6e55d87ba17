package org.platelink.security.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTests {

    @ParameterizedTest
    @CsvSource({
        "M\u200BR\u00ADN\u2060, MRN",
        "\uFF2D\uFF32\uFF2E\uFF11, MRN1",
        "\u041C\u0420\u0435, MPe",
        "\u0661\u06F2\u0969, 123",
        "\u2460\u2777\u24EA, 120",
        "1\u03322\u20DD, 12",
        "a\u3164b, ab",
        "a\u00A0\u2003\u2800b, a b",
        "a\u2013b\u2212c, a-b-c",
        "Jos\u00E9, Jose",
        "\uD835\uDFCF, 1",
        "\u0406D, ID",
        "\u4E00\u4E09\u516B\u96F6\u96F6\u4E00\u4E09, 1380013",
    })
    void isWhatAReaderSees(String text, String seen) {
        assertThat(PlainText.of(text.translateEscapes())).isEqualTo(seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Platelets 27 10*9/L; clumped?", "two\nlines", "~!@#$%^&*()_+", "-"})
    void aTextThatIsPlainIsItself(String text) {
        assertThat(PlainText.of(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"患者张三", "三月十二日", "α-fetoprotein? no: 甲胎蛋白", "血小板"})
    void chineseStaysAsItIs(String text) {
        assertThat(PlainText.of(text)).isEqualTo(text.replace('α', 'a'));
    }

    @Test
    void isPlainItself() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(100, 1, 0xD800).forEach(text::appendCodePoint);
            String plain = PlainText.of(text.toString());
            assertThat(PlainText.of(plain)).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200B", "  ", "é", "一", "М", "\uFDFA"})
    void readsALongTextInATimeThatGrowsWithIt(String piece) {
        String text = piece.repeat(300_000 / piece.length());

        assertTimeout(Duration.ofSeconds(5), () -> PlainText.of(text));
    }
}
