package org.platelink.security.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonIdentifierTests {

    private static final String SYSTEM = "https://hospital.example/patients";

    @ParameterizedTest
    @CsvSource({"ab-0012, AB-0012", "' 00 12 ', 0012", "ＡＢ１２, AB12", "0012, 0012"})
    void isLookedUpWithoutSpacesInCapitalsAndWithItsZeros(String value, String normalised) {
        assertThat(new PersonIdentifier(SYSTEM, value).normalised()).isEqualTo(normalised);
    }

    @ParameterizedTest
    @CsvSource({"ab-00/12, AB0012", "1234, 1234"})
    void isFoundInATextByItsLettersAndDigits(String value, String word) {
        assertThat(new PersonIdentifier(SYSTEM, value).asWord()).contains(word);
    }

    @ParameterizedTest
    @CsvSource({"123", "abcdef", "1-2-3"})
    void isNotLookedForInTextsIfAnyWordCouldBeIt(String value) {
        assertThat(new PersonIdentifier(SYSTEM, value).asWord()).isEmpty();
    }

    @Test
    void saysWhatIsMissingOrTooLongAndNothingOfThePerson() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonIdentifier.of(null, "secret-1"))
                .withMessage("The identifier needs a system and a value.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonIdentifier.of(SYSTEM, " "))
                .withMessageContaining("needs a system and a value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PersonIdentifier(SYSTEM, "1".repeat(101)))
                .withMessageContaining("too long");
        assertThat(new PersonIdentifier(SYSTEM, "1".repeat(100)).toString()).doesNotContain("1", SYSTEM);
    }
}
