package org.platelink.study.rules;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.platelink.platform.number.NumberBounds;

/**
 * Limits the size, numbers and nesting of CQL text before it is compiled: the compiler parses each number and
 * recurses into each bracket.
 */
final class LibraryBounds {

    private static final int LONGEST = 1_000_000;
    private static final int DEEPEST = 60;

    /**
     * String literals, quoted names and comments are skipped as a whole. The quantifiers are possessive, so there is
     * no backtracking.
     */
    private static final Pattern WORD = Pattern.compile("//[^\\n]*+|/\\*(?:[^*]|\\*(?!/))*+\\*/"
            + "|'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"|`(?:[^`\\\\]|\\\\.)*+`"
            + "|(?<name>[A-Za-z_]\\w*+)|(?<number>\\d++(?:\\.\\d++)?)|(?<open>[(\\[{])|(?<close>[)\\]}])");

    private LibraryBounds() {}

    /** A sentence that describes the first violation of the limits; empty if there is none. */
    static Optional<String> objection(String cql) {
        if (cql.length() > LONGEST) {
            return Optional.of("It is longer than " + LONGEST + " characters.");
        }
        int depth = 0;
        Matcher word = WORD.matcher(cql);
        while (word.find()) {
            if (word.group("number") != null) {
                Optional<String> objection = NumberBounds.objection(word.group());
                if (objection.isPresent()) {
                    return Optional.of("Line " + line(cql, word.start()) + ": " + objection.get());
                }
            } else if (word.group("open") != null && ++depth > DEEPEST) {
                return Optional.of("Line " + line(cql, word.start()) + ": it is nested deeper than " + DEEPEST
                        + " brackets; define a part of it by a name.");
            } else if (word.group("close") != null) {
                depth--;
            }
        }
        return Optional.empty();
    }

    private static long line(String cql, int at) {
        return 1 + cql.substring(0, at).chars().filter(letter -> letter == '\n').count();
    }
}
