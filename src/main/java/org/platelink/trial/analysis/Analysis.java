package org.platelink.trial.analysis;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.platelink.platform.server.Fingerprint;
import org.platelink.study.rules.RuleLibrary;
import org.platelink.study.rules.RuleSource;

/**
 * An analysis of a study.
 *
 * @param library the rules that make it
 * @param expression the name of the expression that gives it
 * @param version stands for the expression and the texts of all rules
 * @param repeatable whether it gives the same of the same record at any time: whether no rule asks what time it is
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
