package org.platelink.security.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsOfTextTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AB123456",
                "see AB123456.",
                "see ab-123-456, again",
                "(ab/123456)",
                "MRN_AB123456",
                "ward-AB123456-bed",
                "患者ＡＢ１２３４５６入院",
                "mrnAB123456",
                "7/AB123456",
                "AB​12­3456",
                "AB１２３٤٥٦",
                "АВ123456",
                "123 456",
                "no. AB 123 456, seen",
                "AB  1234 56",
            })
    void findsAnIdentifierHoweverItStands(String text) {
        // After letters without a space the letters of the identifier are not told from them; its digits are.
        assertThat(words(text)).containsAnyOf("AB123456", "123456");
    }

    @Test
    void findsAnIdentifierThatFollowsChineseWithoutASpace() {
        assertThat(words("患者AB123456入院")).contains("AB123456");
        assertThat(words("患者ab-123456入院")).contains("AB123456");
    }

    @Test
    void findsEachPartAndWhatPartsMakeTogether() {
        assertThat(words("ward/12-3456"))
                .contains("WARD123456", "123456", "3456")
                .doesNotContain("12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no digit here",
                "123",
                "10*9/L",
                "a-b-1",
                "30 10*9/L on day 5",
                "12 345",
                "301, 202",
                "30 of 150"
            })
    void takesNothingThatIsTooShortOrHasNoDigit(String text) {
        assertThat(words(text)).isEmpty();
    }

    @Test
    void takesNoWordThatIsLongerThanAnyIdentifier() {
        assertThat(words("1".repeat(65))).isEmpty();
        assertThat(words("1".repeat(64))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a1", "1", "a", "1-", "-", "1234 ", "a1/b2_", "姓1"})
    void readsAMegabyteInATimeThatGrowsWithIt(String piece) {
        String text = "1" + piece.repeat(1_000_000 / piece.length());
        AtomicLong number = new AtomicLong();

        assertTimeout(Duration.ofSeconds(10), () -> WordsOfText.in(text, word -> number.incrementAndGet()));

        assertThat(number.get()).isLessThan(5L * text.length());
    }

    @Test
    void readsAnyTextWhatever() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(300, 0, 0x3000).forEach(character -> text.append((char) character));
            assertThat(words(text.toString()))
                    .allSatisfy(word -> assertThat(word).hasSizeBetween(4, 64).containsPattern("\\p{Nd}"));
        }
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        WordsOfText.in(text, words::add);
        return words;
    }
}
