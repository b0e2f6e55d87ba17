package org.platelink.trial.eligibility;

import java.util.List;
import org.platelink.study.rules.RuleLibrary;

/**
 * The criteria of a study that are judged.
 *
 * @param library the rules that judge them
 * @param attestation the address of the Questionnaire by which people attest; empty if there is none
 * @param all the criteria, in the study's order
 */
record Criteria(RuleLibrary library, String attestation, List<Criterion> all) {

    Criteria {
        all = List.copyOf(all);
    }
}
