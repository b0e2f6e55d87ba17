/**
 * Rules that stand in a study's files and not in code: CQL Libraries, evaluated over what is recorded of one participant.
 *
 * <p>A {@link org.platelink.study.rules.RuleSource} is the text of a library, {@link org.platelink.study.rules.RuleEngine} evaluates
 * expressions of it over a {@link org.platelink.study.rules.PatientRecord}. Libraries are compiled by the build; a library that
 * comes later, of another study, is compiled when it is first needed, and one that does not compile is not stored.
 *
 * @see <a href="https://cql.hl7.org/">Clinical Quality Language 1.5</a>
 */
@NullMarked
@ApplicationModule(
        id = "rules",
        allowedDependencies = {"server", "validation", "run", "number"})
package org.platelink.study.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
