package org.platelink.security.linkage;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Normalises a text to what a reader sees, for comparisons only; the result is never stored. It replaces
 * compatibility forms by their plain characters (NFKD), removes invisible characters and marks on letters, converts
 * all digits to ASCII and letters that look like an ASCII letter to that letter, and reduces blanks to single ones.
 *
 * @see <a href="https://www.unicode.org/reports/tr15/">UAX 15, form NFKD</a>
 * @see <a href="https://www.unicode.org/reports/tr39/#Confusable_Detection">UTS 39, skeletons</a>
 */
public final class PlainText {

    private static final Normalizer2 COMPATIBLE = Normalizer2.getNFKDInstance();
    private static final SpoofChecker LIKENESS =
            new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

    /** Cache with one entry for each letter of other alphabets that was met. */
    private static final Map<Integer, String> LIKE = new ConcurrentHashMap<>();

    /** Single characters that NFKD expands to a phrase of 8 and 18 letters; a text of them would grow as much. */
    private static final Pattern PHRASES = Pattern.compile("[\\uFDFA\\uFDFB]");

    private static final int BRAILLE_BLANK = 0x2800;

    /** Chinese numerals that are read digit by digit, as in a telephone number; shorter sequences are words. */
    private static final Pattern SPELT = Pattern.compile("[〇零一二三四五六七八九幺]{7,}");

    private static final String NUMERALS = "零一二三四五六七八九";

    private PlainText() {}

    /** The normalised text; the same instance if it is plain already, as nearly all texts are. */
    public static String of(String text) {
        return isPlain(text) ? text : spelt(made(text));
    }

    private static boolean isPlain(String text) {
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean blankToo = character == ' ' || character == '\n';
            if (character > '~' || character < ' ' && !blankToo || blank && blankToo) {
                return false;
            }
            blank = blankToo;
        }
        return true;
    }

    private static String made(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        COMPATIBLE
                .normalize(PHRASES.matcher(text).replaceAll(" "))
                .codePoints()
                .forEach(character -> append(character, plain));
        return plain.toString();
    }

    private static void append(int character, StringBuilder plain) {
        if (character > ' ' && character <= '~') {
            plain.append((char) character);
        } else if (UCharacter.isWhitespace(character)
                || UCharacter.isUWhiteSpace(character)
                || character == BRAILLE_BLANK
                || UCharacter.isISOControl(character)) {
            blank(character, plain);
        } else if (isSeen(character)) {
            plain.append(plain(character));
        }
    }

    private static void blank(int character, StringBuilder plain) {
        char blank = character == '\n' || character == '\r' || character == 0x2028 || character == 0x2029 ? '\n' : ' ';
        int last = plain.length() - 1;
        if (last < 0 || plain.charAt(last) != ' ' && plain.charAt(last) != '\n') {
            plain.append(blank);
        } else if (blank == '\n') {
            plain.setCharAt(last, blank);
        }
    }

    private static boolean isSeen(int character) {
        return switch (Character.getType(character)) {
            case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> false;
            default -> !UCharacter.hasBinaryProperty(character, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
        };
    }

    private static String plain(int character) {
        if (Character.isIdeographic(character)) {
            return Character.toString(character);
        }
        return switch (Character.getType(character)) {
            case Character.DECIMAL_DIGIT_NUMBER -> String.valueOf(UCharacter.digit(character));
            case Character.OTHER_NUMBER -> {
                int value = UCharacter.getNumericValue(character);
                yield value < 0 ? Character.toString(character) : String.valueOf(value);
            }
            case Character.DASH_PUNCTUATION -> "-";
            default -> LIKE.computeIfAbsent(character, PlainText::like);
        };
    }

    /** The ASCII characters that a character looks like; the character itself if there are none. */
    private static String like(int character) {
        String own = Character.toString(character);
        String skeleton = LIKENESS.getSkeleton(own);
        if (skeleton.isEmpty() || skeleton.chars().anyMatch(like -> like <= ' ' || like > '~')) {
            return own;
        }
        // Where ASCII characters look alike, a skeleton has only one of them.
        return switch (skeleton) {
            case "rn" -> "m";
            case "l" -> Character.isUpperCase(character) ? "I" : "l";
            default -> skeleton;
        };
    }

    private static String spelt(String text) {
        Matcher spelt = SPELT.matcher(text);
        return spelt.find() ? spelt.replaceAll(found -> digits(found.group())) : text;
    }

    private static String digits(String numerals) {
        StringBuilder digits = new StringBuilder();
        numerals.chars()
                .forEach(numeral -> digits.append(numeral == '〇' ? 0 : numeral == '幺' ? 1 : NUMERALS.indexOf(numeral)));
        return digits.toString();
    }
}
