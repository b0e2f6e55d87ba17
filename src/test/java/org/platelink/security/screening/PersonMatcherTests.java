package org.platelink.security.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message says of a person, found in other places. All persons are made up. */
class PersonMatcherTests {

    private final PersonMatcher zhang = new PersonMatcher(new PersonsWords(
            List.of("SYN-0001", "4711", "7"),
            List.of(List.of("Zhang", "Li"), List.of("张", "小丽"), List.of("White", "Ada")),
            List.of("+86 138 0013 8000")));

    @ParameterizedTest
    @ValueSource(strings = {"SYN-0001", "syn0001", " SYN 0001", "4711", "ZhangLi", "Li Zhang", "张小丽", "13800138000"})
    void aNumberThatIsThePersonsIsFoundAsAWhole(String value) {
        assertThat(zhang.isIn(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SYN-00011", "47110", "147", "7", "Li", "F-4711-2", "20260302", ""})
    void otherNumbersAreNot(String value) {
        assertThat(zhang.isIn(value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ZHANG, Li asked for it again", "told Zhang of it", "li zhang", "样本 张小丽 溶血", "Mrs White was told"
            })
    void aNameIsFoundInASentence(String text) {
        assertThat(zhang.isNamed(text, true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"white cells seen", "LI-heparin tube", "Zhangs were none", "a small clot", "Whitening", "张"})
    void otherWordsAreNoName(String text) {
        assertThat(zhang.isNamed(text, true)).isFalse();
    }

    @Test
    void whatSomethingIsCalledIsAskedForTheWholeNameAlone() {
        assertThat(zhang.isNamed("White blood cells", false)).isFalse();
        assertThat(zhang.isNamed("Cells of Ada White", false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"see SYN-0001", "MRN SYN0001.", "tel 138-0013-8000", "+8613800138000", "no 4711"})
    void aNumberIsFoundInAText(String text) {
        assertThat(zhang.isNumbered(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"27 of 47", "2026-03-02 08:15:00", "SYN-0002", "10*9/L", "7"})
    void otherNumbersOfATextAreNot(String text) {
        assertThat(zhang.isNumbered(text)).isFalse();
    }

    @Test
    void aCodeIsComparedAsAWhole() {
        assertThat(zhang.isCode("SYN0001")).isTrue();
        assertThat(zhang.isCode("PLT")).isFalse();
        assertThat(zhang.isCode("47")).isFalse();
    }

    @Test
    void nothingSaidIsFoundNowhere() {
        PersonMatcher nothing = new PersonMatcher(PersonsWords.NONE);

        assertThat(nothing.isIn("SYN-0001") || nothing.isNamed("Zhang", true) || nothing.isNumbered("4711"))
                .isFalse();
        assertThat(new PersonMatcher(new PersonsWords(List.of("", "  "), List.of(List.of()), List.of("-"))).isIn(""))
                .isFalse();
    }

    @Test
    void itsTimeGrowsWithTheText() {
        String text = "1 ".repeat(500_000) + "Zhan ".repeat(100_000);
        long start = System.nanoTime();

        assertThat(zhang.isNamed(text, true) || zhang.isNumbered(text)).isFalse();
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }
}
