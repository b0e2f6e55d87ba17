package org.platelink.trial.eligibility;

import java.util.List;
import org.platelink.study.rules.RuleLibrary;

/**
 * The criteria of a study that are evaluated by CQL expressions.
 *
 * @param library the rule library whose expressions evaluate them
 * @param attestation the canonical URL of the Questionnaire by which people attest; empty if there is none
 * @param ageOfAssent the age in years from which the study asks a minor to assent
 * @param all the criteria, in the study's order
 */
record Criteria(RuleLibrary library, String attestation, int ageOfAssent, List<Criterion> all) {

    Criteria {
        all = List.copyOf(all);
    }
}
