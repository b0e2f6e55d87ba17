/**
 * Evaluation of rules that are data of a study rather than code: CQL Libraries, evaluated over the record of one
 * participant.
 *
 * <p>A {@link org.platelink.study.rules.RuleSource} is the text of a library;
 * {@link org.platelink.study.rules.RuleEngine} evaluates its expressions over a
 * {@link org.platelink.study.rules.PatientRecord}. Libraries are compiled during the build. A library that is added
 * later, for another study, is compiled at its first use, and one that does not compile is not stored.
 *
 * @see <a href="https://cql.hl7.org/">Clinical Quality Language 1.5</a>
 */
@NullMarked
@ApplicationModule(
        id = "rules",
        allowedDependencies = {"server", "background", "validation", "run", "number", "pipeline", "hapi :: table"})
package org.platelink.study.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
