package org.platelink.study.rules;

import java.util.List;

/**
 * A CQL library of a study, with the other libraries that it may include.
 *
 * @param source the library
 * @param beside the other stored libraries
 */
public record RuleLibrary(RuleSource source, List<RuleSource> beside) {

    public RuleLibrary {
        beside = List.copyOf(beside);
    }
}
