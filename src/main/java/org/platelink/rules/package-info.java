/**
 * Rules that stand in a study's files and not in code: CQL Libraries, evaluated over what is recorded of one participant.
 *
 * <p>A {@link org.platelink.rules.RuleSource} is the text of a library, {@link org.platelink.rules.RuleEngine} evaluates
 * expressions of it over a {@link org.platelink.rules.PatientRecord}. Libraries are compiled by the build; a library that
 * comes later, of another study, is compiled when it is first needed, and one that does not compile is not stored.
 *
 * @see <a href="https://cql.hl7.org/">Clinical Quality Language 1.5</a>
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"server", "validation", "run", "number"})
package org.platelink.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
