package org.platelink.study.rules;

import java.util.List;

/**
 * A library of a study, and the others that it may include.
 *
 * @param source the library
 * @param beside the other libraries that are stored
 */
public record RuleLibrary(RuleSource source, List<RuleSource> beside) {

    public RuleLibrary {
        beside = List.copyOf(beside);
    }
}
