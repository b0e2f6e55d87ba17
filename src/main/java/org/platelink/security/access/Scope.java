package org.platelink.security.access;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A SMART App Launch 2 scope, such as {@code system/Observation.rs?category=laboratory}.
 *
 * @param type a FHIR type, or {@code *}
 * @param rights the rights that it grants
 * @param condition a FHIR search that a resource must match, without its question mark; null for all resources
 */
record Scope(String type, Set<Right> rights, @Nullable String condition) {

    static final String ANY = "*";

    /** A search parameter of the type itself with a value: no chain, and no parameter that reaches other types. */
    private static final String CONDITION = "[a-z][a-z-]{0,40}=[\\x21-\\x7e&&[^\"\\\\?&=]]{1,200}";

    /** The letters appear in a fixed order, each at most once, as the specification requires. */
    private static final Pattern FORM = Pattern.compile(
            "system/(\\*|[A-Z][A-Za-z]{1,50})\\.(c?r?u?d?s?)(?:\\?(" + CONDITION + "(?:&" + CONDITION + ")*))?");

    /** The permissions of SMART 1 in the letters of SMART 2. */
    private static final Map<String, String> LETTERS_OF_WORDS = Map.of("read", "rs", "write", "cud", "*", "cruds");

    private static final Pattern WITH_WORD = Pattern.compile("(system/(?:\\*|[A-Z][A-Za-z]{1,50})\\.)(read|write|\\*)");

    /**
     * Parses a scope. A SMART 1 scope, such as {@code system/Observation.read}, becomes the SMART 2 scope that grants
     * the same, which is the form in tokens.
     *
     * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART App Launch
     *     2.2, Scopes and Launch Context</a>
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    static Scope parse(String text) {
        Matcher form = FORM.matcher(ofLetters(text));
        if (!form.matches() || form.group(2).isEmpty()) {
            throw new IllegalArgumentException("The scope " + printable(text)
                    + " is not of the form system/Type.cruds, such as system/Observation.rs; the letters stand in this"
                    + " order, each at most once.");
        }
        Set<Right> rights = EnumSet.noneOf(Right.class);
        for (Right right : Right.values()) {
            if (form.group(2).indexOf(right.letter()) >= 0) {
                rights.add(right);
            }
        }
        return new Scope(form.group(1), rights, form.group(3));
    }

    private static String ofLetters(String text) {
        Matcher word = WITH_WORD.matcher(text);
        return word.matches() ? word.group(1) + LETTERS_OF_WORDS.get(word.group(2)) : text;
    }

    /** The intersection of this scope and a granted one; empty if they have nothing in common. */
    Optional<Scope> within(Scope granted) {
        Set<Right> both = EnumSet.copyOf(rights);
        both.retainAll(granted.rights);
        boolean sameType = type.equals(granted.type) || type.equals(ANY) || granted.type.equals(ANY);
        if (!sameType || both.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Scope(type.equals(ANY) ? granted.type : type, both, both(condition, granted.condition)));
    }

    private static @Nullable String both(@Nullable String one, @Nullable String other) {
        if (one == null || one.equals(other)) {
            return other;
        }
        return other == null ? one : one + "&" + other;
    }

    boolean grants(Right right, String resourceType) {
        return rights.contains(right) && (type.equals(ANY) || type.equals(resourceType));
    }

    private static String printable(String text) {
        String head = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return head.replaceAll("[^\\x20-\\x7e…]", "?");
    }

    @Override
    public String toString() {
        String letters =
                rights.stream().map(right -> String.valueOf(right.letter())).collect(Collectors.joining());
        return "system/" + type + "." + letters + (condition == null ? "" : "?" + condition);
    }
}
