package org.platelink.security.screening;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The patterns that recognise a person's identifier in a text by its form or its label. The texts must be normalised
 * by {@link org.platelink.security.linkage.PlainText}.
 *
 * <p>Matching takes linear time: repetitions in the patterns are bounded, or follow a fixed label.
 */
enum IdentifierPatterns {
    E_MAIL("an e-mail address", 6) {
        @Override
        boolean isIn(String text) {
            for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
                Matcher domain = DOMAIN.matcher(text).region(at + 1, text.length());
                if (at > 0 && isOfAnAddress(text.charAt(at - 1)) && domain.lookingAt()) {
                    return true;
                }
            }
            return false;
        }
    },

    PHONE("a telephone number", 9) {
        @Override
        boolean isIn(String text) {
            return hasDigits(text, 1) && PhoneNumbers.isIn(text);
        }

        /** Without 0086: a laboratory that numbers its samples reaches numbers with that prefix in time. */
        @Override
        boolean isInIdentifier(String value) {
            return value.indexOf('+') >= 0 && PhoneNumbers.isInternational(value);
        }
    },

    MOBILE("a mobile telephone number", 11) {
        @Override
        boolean isIn(String text) {
            return hasDigits(text, 11) && PhoneNumbers.isChineseMobileIn(text);
        }
    },

    RESIDENT_CARD("the number of a resident identity card", 18) {
        @Override
        boolean isIn(String text) {
            return hasDigits(text, 17) && ResidentCard.isIn(text);
        }
    },

    BIRTH_DATE("a full date of birth", 9) {
        @Override
        boolean isIn(String text) {
            return (hasDigits(text, 1) || !isAscii(text)) && BirthDates.isIn(text);
        }
    },

    NUMBER("a number of a person with its label, such as a medical record number", 5) {
        @Override
        boolean isIn(String text) {
            return hasDigits(text, 1)
                    && (PersonNumbers.isIn(text) || !isAscii(text) && PersonNumbers.isInChinese(text));
        }
    },

    NAME("a name of a person with its label", 3) {
        @Override
        boolean isIn(String text) {
            return PersonNames.isIn(text) || !isAscii(text) && PersonNames.isInChinese(text);
        }
    };

    static final List<IdentifierPatterns> ALL = List.of(values());

    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,6}");

    private final String what;
    private final int shortest;

    IdentifierPatterns(String what, int shortest) {
        this.what = what;
        this.shortest = shortest;
    }

    /**
     * Whether a text contains such an identifier.
     *
     * @param text as normalised
     */
    abstract boolean isIn(String text);

    /** Whether the value of an Identifier of anything contains it. */
    boolean isInIdentifier(String value) {
        return isIn(value);
    }

    /** Whether a text is too short to contain it. */
    boolean needsMoreThan(String text) {
        return text.length() < shortest;
    }

    /** A message with the kind of identifier and what to do; it contains nothing of the text. */
    String sentence() {
        return "The text carries what looks like " + what + ", which never enters this server. Take it out.";
    }

    private static boolean isOfAnAddress(char character) {
        return character < 128 && Character.isLetterOrDigit(character) || "._%+-".indexOf(character) >= 0;
    }

    private static boolean hasDigits(String text, int number) {
        int digits = 0;
        for (int i = 0; i < text.length() && digits < number; i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                digits++;
            }
        }
        return digits >= number;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }
}
