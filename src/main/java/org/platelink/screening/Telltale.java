package org.platelink.screening;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What shows by its form or its label that it is a person's.
 *
 * <p>Each is found in a time that grows with the text: no pattern repeats without a bound.
 */
enum Telltale {
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
            return PHONE_NUMBER.matcher(text).find();
        }

        /** A laboratory that numbers its samples comes by 0086 in time. */
        @Override
        boolean isInIdentifier(String value) {
            return value.indexOf('+') >= 0 && isIn(value);
        }
    },

    RESIDENT_CARD("the number of a resident identity card", 18) {
        @Override
        boolean isIn(String text) {
            Matcher number = EIGHTEEN.matcher(text);
            while (number.find()) {
                if (hasItsCheckDigit(number.group())) {
                    return true;
                }
            }
            return false;
        }
    },

    BIRTH_DATE("a full date of birth", 9) {
        @Override
        boolean isIn(String text) {
            return BORN.matcher(text).find();
        }
    },

    NUMBER("a number of a person with its label, such as a medical record number", 5) {
        @Override
        boolean isIn(String text) {
            return NUMBER_LABEL.matcher(text).find()
                    || NUMBER_LABEL_CHINESE.matcher(text).find();
        }
    },

    NAME("a name of a person with its label", 4) {
        @Override
        boolean isIn(String text) {
            return NAME_LABEL.matcher(text).find()
                    || NAME_LABEL_CHINESE.matcher(text).find();
        }
    };

    static final List<Telltale> ALL = List.of(values());

    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,6}");

    /** With its country's code, as ITU-T E.164 has it; in China also with 0086. */
    private static final Pattern PHONE_NUMBER =
            Pattern.compile("(?<![\\w+])(?:\\+|0086[ -]?)[1-9](?:[ ()-]{0,2}[0-9]){7,14}(?![0-9])");

    /** GB 11643-1999: six digits for the place, eight for the day of birth, three in order, one to check. */
    private static final Pattern EIGHTEEN = Pattern.compile(
            "(?<![0-9])[1-9][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9][0-9]{3}[0-9Xx](?![0-9])");

    private static final String MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}";

    private static final String DATE = "(?:[0-9]{4}[-/.年 ]{1,2}[0-9]{1,2}[-/.月 ]{1,2}[0-9]{1,2}"
            + "|[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{2,4}"
            + "|[0-9]{8}(?![0-9])"
            + "|[0-9]{1,2}[ .-]{1,2}" + MONTH + "[ ,.-]{1,2}[0-9]{2,4}"
            + "|" + MONTH + "[ .]{1,2}[0-9]{1,2}[ ,]{1,2}[0-9]{4})";

    private static final Pattern BORN = Pattern.compile(
            "(?:(?<![a-z])(?:dob|date of birth|birth ?date|birthday|born)(?: on| is)?|出生日期|出生年月日?|出生于?|生日)"
                    + "\\s{0,3}[:=]?\\s{0,3}" + DATE,
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER_LABEL = Pattern.compile(
            "(?<![a-z])(?:mrn|medical record (?:no|number)|hospital (?:no|number)|passport (?:no|number)|passport"
                    + "|social security (?:no|number)|ssn)(?![a-z])\\.?\\s{0,3}[:#=]?\\s{0,3}[a-z-]{0,8}[0-9]",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER_LABEL_CHINESE = Pattern.compile(
            "(?:病历|病案|住院|门诊|就诊卡|身份证|社保|医保|护照|电话|手机)(?:号码|号)?\\s{0,3}[:#=]?\\s{0,3}[A-Za-z-]{0,8}[0-9]{3}");

    private static final Pattern NAME_LABEL = Pattern.compile(
            "(?<![a-z])(?:patient(?:'s)? name|name of (?:the )?patient|full name|family name|surname|given name"
                    + "|first name|last name)\\s{0,3}[:=]\\s{0,3}\\p{L}",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NAME_LABEL_CHINESE = Pattern.compile("姓名[:=\\s]{1,5}\\p{L}");

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_DIGITS = "10X98765432";

    private final String what;
    private final int shortest;

    Telltale(String what, int shortest) {
        this.what = what;
        this.shortest = shortest;
    }

    /**
     * Whether a text carries it.
     *
     * @param text in the normal form NFKC
     */
    abstract boolean isIn(String text);

    /** Whether the value of an identifier of anything carries it. */
    boolean isInIdentifier(String value) {
        return isIn(value);
    }

    /** Whether a text is too short to carry it. */
    boolean needsMoreThan(String text) {
        return text.length() < shortest;
    }

    /** What it is, and how to mend it; nothing of the text. */
    String sentence() {
        return "The text carries what looks like " + what + ", which never enters this server. Take it out.";
    }

    private static boolean isOfAnAddress(char character) {
        return character < 128 && Character.isLetterOrDigit(character) || "._%+-".indexOf(character) >= 0;
    }

    /** ISO 7064, MOD 11-2. */
    private static boolean hasItsCheckDigit(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (number.charAt(i) - '0') * WEIGHTS[i];
        }
        return Character.toUpperCase(number.charAt(17)) == CHECK_DIGITS.charAt(sum % 11);
    }
}
