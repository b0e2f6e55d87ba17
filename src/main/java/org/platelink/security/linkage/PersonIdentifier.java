package org.platelink.security.linkage;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An identifier by which a site knows a person, such as a medical record number.
 *
 * @param system the namespace, a URI of at most 200 characters
 * @param value at most 100 characters
 */
public record PersonIdentifier(String system, String value) {

    private static final int LONGEST_SYSTEM = 200;
    private static final int LONGEST_VALUE = 100;
    private static final int SHORTEST_WORD = 4;
    private static final int LONGEST_WORD = 64;
    private static final Pattern SPACE = Pattern.compile("\\s");
    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{Nd}]");

    /**
     * Validates and trims the values.
     *
     * @throws IllegalArgumentException with a sentence that says what is missing or too long and repeats none of it
     */
    public PersonIdentifier {
        system = system.trim();
        value = value.trim();
        if (system.isEmpty() || value.isEmpty()) {
            throw new IllegalArgumentException("The identifier needs a system and a value.");
        }
        if (system.length() > LONGEST_SYSTEM || value.length() > LONGEST_VALUE) {
            throw new IllegalArgumentException("The identifier is too long: its system has at most " + LONGEST_SYSTEM
                    + " characters and its value " + LONGEST_VALUE + ".");
        }
    }

    /**
     * Creates an identifier from values that may be missing.
     *
     * @throws IllegalArgumentException as the constructor
     */
    public static PersonIdentifier of(@Nullable String system, @Nullable String value) {
        return new PersonIdentifier(system == null ? "" : system, value == null ? "" : value);
    }

    /**
     * The value in the form for look-up: NFKC, so that full-width forms become plain, no spaces, upper case. Leading
     * zeros count.
     */
    String normalised() {
        return SPACE.matcher(Normalizer.normalize(value, Normalizer.Form.NFKC))
                .replaceAll("")
                .toUpperCase(Locale.ROOT);
    }

    /**
     * The value in the form in which it is found in a text; empty if it is too short to be distinguished from any
     * other number.
     */
    Optional<String> asWord() {
        String word = NO_LETTER_OR_DIGIT
                .matcher(PlainText.of(value).toUpperCase(Locale.ROOT))
                .replaceAll("");
        return isWord(word) ? Optional.of(word) : Optional.empty();
    }

    /**
     * Whether a sequence of letters and digits may be an identifier: it has 4 to 64 characters, one of them a digit.
     */
    static boolean isWord(CharSequence text) {
        if (text.length() < SHORTEST_WORD || text.length() > LONGEST_WORD) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Contains nothing of the person, so that no log or message does. */
    @Override
    public String toString() {
        return "an identifier of a person";
    }
}
