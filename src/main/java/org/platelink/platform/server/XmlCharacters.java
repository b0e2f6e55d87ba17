package org.platelink.platform.server;

import java.util.Optional;

/**
 * Checks a text for characters that FHIR does not allow; it allows those of XML 1.0. Not allowed are control
 * characters other than tab and the ends of lines, unpaired surrogates, and U+FFFE and U+FFFF.
 *
 * @see <a href="https://hl7.org/fhir/R4/datatypes.html#string">FHIR R4, string</a>
 */
public final class XmlCharacters {

    private static final int FIRST_NO_CHARACTER = 0xFFFE;

    private XmlCharacters() {}

    /**
     * The objection to a text.
     *
     * @return a sentence that names the first character that is not allowed; empty if there is none
     */
    public static Optional<String> objection(CharSequence text) {
        int at = firstOtherThanPlain(text);
        return at < 0
                ? Optional.empty()
                : Optional.of(("The text has the character U+%04X at place %d, which no text of FHIR may have; send it"
                                + " without.")
                        .formatted((int) text.charAt(at), at + 1));
    }

    /** The index of the first character that is not allowed; -1 if there is none. */
    static int firstOtherThanPlain(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= ' ' && character < Character.MIN_SURROGATE) {
                continue;
            }
            if (Character.isHighSurrogate(character)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (character < ' ' && "\t\r\n".indexOf(character) < 0
                    || Character.isSurrogate(character)
                    || character >= FIRST_NO_CHARACTER) {
                return i;
            }
        }
        return -1;
    }
}
