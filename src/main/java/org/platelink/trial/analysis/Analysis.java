package org.platelink.trial.analysis;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.platelink.platform.server.Fingerprint;
import org.platelink.study.rules.RuleLibrary;
import org.platelink.study.rules.RuleSource;

/**
 * A derived analysis of a study: an expression of a rule library.
 *
 * @param library the rules that compute it
 * @param expression the name of the expression that returns it
 * @param version fingerprint of the expression and of the texts of all rules
 * @param repeatable whether the same record always gives the same result, because no rule reads the current time
 */
record Analysis(RuleLibrary library, String expression, String version, boolean repeatable) {

    private static final Pattern CLOCK = Pattern.compile("\\b(?:Now|Today|TimeOfDay)\\b");

    static Analysis of(RuleLibrary library, String expression) {
        List<RuleSource> all = Stream.concat(Stream.of(library.source()), library.beside().stream())
                .toList();
        String texts = all.stream()
                .map(source -> source.name() + "\n" + source.cql())
                .sorted()
                .collect(Collectors.joining("\n\n", library.source().name() + "\n" + expression + "\n\n", ""));
        return new Analysis(
                library, expression, Fingerprint.hex(texts), all.stream().noneMatch(source -> CLOCK.matcher(
                                source.cql())
                        .find()));
    }
}
