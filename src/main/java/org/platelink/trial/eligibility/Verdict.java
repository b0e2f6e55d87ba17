package org.platelink.trial.eligibility;

import java.util.List;

/** The verdict on a subject: the guide's code system eligibility-verdict. */
enum Verdict {
    ELIGIBLE("eligible"),
    INELIGIBLE("ineligible"),
    UNDECIDED("undecided");

    private final String code;

    Verdict(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    /**
     * The verdict for criterion results: ineligible if one speaks against the subject, eligible only if all speak for
     * it, otherwise undecided.
     */
    static Verdict of(List<CriterionAnswer> answers) {
        if (answers.stream().anyMatch(CriterionAnswer::speaksAgainst)) {
            return INELIGIBLE;
        }
        return answers.stream().allMatch(CriterionAnswer::speaksFor) ? ELIGIBLE : UNDECIDED;
    }
}
