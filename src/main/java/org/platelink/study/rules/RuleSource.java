package org.platelink.study.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.platelink.platform.server.Fingerprint;

/**
 * The source text of a CQL library.
 *
 * @param name its name, such as {@code MscItpEligibility}
 * @param version its version, such as {@code 1.0.0}
 * @param cql the text
 */
public record RuleSource(String name, String version, String cql) {

    private static final Pattern HEAD =
            Pattern.compile("^library\\s+\"?([A-Za-z_][A-Za-z0-9_]*)\"?\\s+version\\s+'([^']+)'", Pattern.MULTILINE);

    /**
     * Creates a source, with name and version from its {@code library} line.
     *
     * @throws IllegalArgumentException if it does not declare the library's name and version
     */
    public static RuleSource of(String cql) {
        Matcher head = HEAD.matcher(cql);
        if (!head.find()) {
            throw new IllegalArgumentException(
                    "the text has no line such as: library MscItpEligibility version '1.0.0'");
        }
        return new RuleSource(head.group(1), head.group(2), cql);
    }

    /**
     * The key of the ELM from the build: a digest of this text and of the bundled library, which every library may
     * include.
     */
    String fingerprint() {
        return Fingerprint.hex(cql + BundledLibraries.TRIAL_RULES.cql());
    }
}
