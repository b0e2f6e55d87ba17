package org.platelink.trial.eligibility;

import java.util.List;

/** Whether a subject fulfils the criteria: the guide's code system eligibility-verdict. */
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

    /** The verdict of answers: one against it decides, and unknown never becomes eligible. */
    static Verdict of(List<CriterionAnswer> answers) {
        if (answers.stream().anyMatch(CriterionAnswer::speaksAgainst)) {
            return INELIGIBLE;
        }
        return answers.stream().allMatch(CriterionAnswer::speaksFor) ? ELIGIBLE : UNDECIDED;
    }
}
