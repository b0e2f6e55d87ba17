package org.platelink.security.linkage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tokenizer that finds the words of a text that may be an identifier of a person: 4 to 64 letters and digits with at
 * least one digit, written together or with hyphens, slashes or underscores inside. It also finds the digits right
 * after a label ({@code MRN123456}), an identifier that is one part of a longer word ({@code ward/123456}), and a
 * number of six digits and more that is written in groups ({@code SYN 778 899}).
 *
 * <p>A text of n characters has fewer than 5n words, and finding them takes linear time.
 */
public final class WordsOfText {

    private static final int MOST_PARTS = 4;
    private static final int LONGEST_RUN = 200;
    private static final int LONGEST_GROUP = 8;
    private static final int DIGITS_IN_GROUPS = 6;

    private final Consumer<String> taker;
    private final List<String> parts = new ArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder run = new StringBuilder();
    private final Deque<String> groups = new ArrayDeque<>();

    private WordsOfText(Consumer<String> taker) {
        this.taker = taker;
    }

    /**
     * Finds the words of a text; a word may be reported more than once.
     *
     * @param text any text
     * @param taker receives each word in upper case, reduced to letters and digits
     */
    public static void in(String text, Consumer<String> taker) {
        String plain = PlainText.of(text);
        if (plain.chars().noneMatch(Character::isDigit)) {
            return;
        }
        WordsOfText words = new WordsOfText(taker);
        plain.toUpperCase(Locale.ROOT).codePoints().forEach(words::read);
        words.endGroup(false);
        words.endRun();
    }

    /** A whole value as such a word: upper case, letters and digits only. Empty if it cannot be an identifier. */
    public static Optional<String> whole(String value) {
        StringBuilder word = new StringBuilder();
        PlainText.of(value)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .limit(LONGEST_RUN)
                .forEach(word::appendCodePoint);
        return PersonIdentifier.isWord(word) ? Optional.of(word.toString()) : Optional.empty();
    }

    private void read(int character) {
        if (Character.isLetterOrDigit(character)) {
            if (!part.isEmpty() && kind(character) != kind(part.codePointBefore(part.length()))) {
                endPart();
            }
            append(part, character);
            append(plain, character);
            append(run, character);
        } else if (character == '-' || character == '/' || character == '_') {
            endPart();
            endPlain();
        } else {
            endGroup(character == ' ');
            endRun();
        }
    }

    /**
     * Joins a group of digits with the groups before it that are separated by one blank; only the first group may
     * contain letters.
     */
    private void endGroup(boolean more) {
        if (run.isEmpty() || run.length() > LONGEST_GROUP) {
            groups.clear();
            return;
        }
        boolean digits = run.chars().allMatch(Character::isDigit);
        if (digits && !groups.isEmpty()) {
            StringBuilder together = new StringBuilder(run);
            for (Iterator<String> before = groups.descendingIterator(); before.hasNext(); ) {
                together.insert(0, before.next());
                if (together.chars().filter(Character::isDigit).count() >= DIGITS_IN_GROUPS) {
                    take(together);
                }
            }
        }
        if (!digits) {
            groups.clear();
        }
        groups.addLast(run.toString());
        if (groups.size() >= MOST_PARTS) {
            groups.removeFirst();
        }
        if (!more) {
            groups.clear();
        }
    }

    /**
     * The kind of a character. A change of kind may separate a label from a number, as Chinese text has no space
     * there.
     */
    private static int kind(int character) {
        return Character.isDigit(character) ? 0 : Character.isIdeographic(character) ? 1 : 2;
    }

    /** Limits the length: text longer than any identifier need not be kept whole. */
    private static void append(StringBuilder text, int character) {
        if (text.length() <= LONGEST_RUN) {
            text.appendCodePoint(character);
        }
    }

    private void endPart() {
        if (part.isEmpty()) {
            return;
        }
        parts.add(part.toString());
        part.setLength(0);
        if (parts.size() > MOST_PARTS) {
            parts.remove(0);
        }
        // Every sequence of parts that ends with the current one.
        StringBuilder sequence = new StringBuilder();
        for (int i = parts.size() - 1; i >= 0; i--) {
            sequence.insert(0, parts.get(i));
            take(sequence);
        }
    }

    private void endPlain() {
        take(plain);
        plain.setLength(0);
    }

    private void endRun() {
        endPart();
        endPlain();
        take(run);
        run.setLength(0);
        parts.clear();
    }

    private void take(CharSequence word) {
        if (PersonIdentifier.isWord(word)) {
            taker.accept(word.toString());
        }
    }
}
