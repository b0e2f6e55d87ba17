package org.platelink.security.screening;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.platelink.security.linkage.PlainText;
import org.platelink.security.linkage.WordsOfText;

/**
 * Finds, in the rest of a message, what the sender itself says of the person. A number matches as a whole value, or
 * as a word of a text. A name matches with all its parts, or in a sentence by one part that is long enough not to be
 * another word. Matching takes linear time.
 */
final class PersonMatcher {

    private static final int SHORTEST_NUMBER = 3;
    private static final int SHORTEST_CODE = 4;
    private static final int SHORTEST_PHONE = 7;
    private static final int LONGEST_PART = 60;
    private static final int MOST = 20;

    private static final Pattern DIGITS = Pattern.compile("[0-9](?:[ ()./-]{0,2}[0-9]){6,19}");

    private final Set<String> numbers = new HashSet<>();
    private final Set<String> wholeNames = new HashSet<>();
    private final List<Pattern> names = new ArrayList<>();
    private final List<Pattern> parts = new ArrayList<>();
    private final List<String> phones;

    PersonMatcher(PersonsWords senderWords) {
        senderWords.numbers().stream()
                .limit(MOST)
                .map(PersonMatcher::plain)
                .filter(number -> number.length() >= SHORTEST_NUMBER)
                .forEach(numbers::add);
        senderWords.names().stream().limit(MOST).forEach(this::add);
        phones = senderWords.phones().stream()
                .limit(MOST)
                .map(phone -> PlainText.of(phone).replaceAll("[^0-9]", "").replaceFirst("^0{1,2}", ""))
                .filter(phone -> phone.length() >= SHORTEST_PHONE)
                .toList();
    }

    private void add(List<String> name) {
        List<String> sent = name.stream()
                .map(part -> PlainText.of(part).strip())
                .filter(part -> !part.isEmpty() && part.length() <= LONGEST_PART)
                .limit(3)
                .toList();
        if (sent.size() > 1) {
            List<String> firstLast = new ArrayList<>(sent.subList(1, sent.size()));
            firstLast.add(sent.get(0));
            for (List<String> order : List.of(sent, firstLast, sent.subList(0, 2), List.of(sent.get(1), sent.get(0)))) {
                if (isLongEnough(String.join("", order))) {
                    wholeNames.add(plain(String.join("", order)));
                    names.add(words(order));
                }
            }
        }
        sent.stream().filter(PersonMatcher::isLongEnough).forEach(part -> {
            wholeNames.add(plain(part));
            parts.add(words(List.of(part)));
        });
    }

    /** At least two Chinese characters, or four letters of any script. */
    private static boolean isLongEnough(String name) {
        long ideographs = name.codePoints().filter(Character::isIdeographic).count();
        return ideographs >= 2 || name.codePoints().filter(Character::isLetter).count() >= 4;
    }

    private static Pattern words(List<String> parts) {
        String joined = parts.stream().map(Pattern::quote).collect(Collectors.joining("[\\s,.^-]{0,3}"));
        boolean chinese = parts.stream().allMatch(part -> part.codePoints().anyMatch(Character::isIdeographic));
        return Pattern.compile(
                chinese ? joined : "(?<![\\p{L}\\p{M}])" + joined + "(?![\\p{L}\\p{M}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** Whether the value of an Identifier is a number, a name or a telephone number of the person. */
    boolean isIn(String identifier) {
        String value = plain(identifier);
        return numbers.contains(value)
                || wholeNames.contains(value)
                || isPhone(PlainText.of(identifier).replaceAll("[^0-9]", ""));
    }

    /** Whether a code is one of these. */
    boolean isCode(String code) {
        return plain(code).length() >= SHORTEST_CODE && isIn(code)
                || isLongEnough(code) && wholeNames.contains(plain(code));
    }

    /**
     * Whether a text names the person.
     *
     * @param text as normalised
     * @param sentence whether the text is prose, and not a designation
     */
    boolean isNamed(String text, boolean sentence) {
        return names.stream().anyMatch(name -> name.matcher(text).find())
                || sentence && parts.stream().anyMatch(part -> isWritten(part, text));
    }

    /** A name starts with a capital: a patient White has white cells too. */
    private static boolean isWritten(Pattern part, String text) {
        Matcher found = part.matcher(text);
        while (found.find()) {
            if (!Character.isLowerCase(text.codePointAt(found.start()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text contains a number or a telephone number of the person as a word. */
    boolean isNumbered(String text) {
        if (!numbers.isEmpty()) {
            boolean[] known = new boolean[1];
            WordsOfText.in(text, word -> known[0] |= numbers.contains(word));
            if (known[0]) {
                return true;
            }
        }
        Matcher digits = phones.isEmpty() ? null : DIGITS.matcher(text);
        while (digits != null && digits.find()) {
            if (isPhone(digits.group().replaceAll("[^0-9]", ""))) {
                return true;
            }
        }
        return false;
    }

    /** Compares telephone numbers with or without country and area codes. */
    private boolean isPhone(String digits) {
        String number = digits.replaceFirst("^0{1,2}", "");
        return number.length() >= SHORTEST_PHONE
                && phones.stream().anyMatch(phone -> phone.endsWith(number) || number.endsWith(phone));
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        PlainText.of(text)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
