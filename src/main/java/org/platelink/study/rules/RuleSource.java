package org.platelink.study.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.platelink.platform.server.Fingerprint;

/**
 * The text of a CQL library.
 *
 * @param name its name, such as {@code MscItpEligibility}
 * @param version its version, such as {@code 1.0.0}
 * @param cql the text
 */
public record RuleSource(String name, String version, String cql) {

    private static final Pattern HEAD =
            Pattern.compile("^library\\s+\"?([A-Za-z_][A-Za-z0-9_]*)\"?\\s+version\\s+'([^']+)'", Pattern.MULTILINE);

    /**
     * Takes a text.
     *
     * @throws IllegalArgumentException if it does not say which library in which version it is
     */
    public static RuleSource of(String cql) {
        Matcher head = HEAD.matcher(cql);
        if (!head.find()) {
            throw new IllegalArgumentException(
                    "the text has no line such as: library MscItpEligibility version '1.0.0'");
        }
        return new RuleSource(head.group(1), head.group(2), cql);
    }

    /** By which the build's compiled form of this very text is found: of the text, and of the library that all may include. */
    String fingerprint() {
        return Fingerprint.hex(cql + BundledLibraries.TRIAL_RULES.cql());
    }
}
