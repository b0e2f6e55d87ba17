package org.platelink.trial.alert;

/** What an alert is about: the guide's code system trial-alert. */
enum AlertCode {
    VERDICT_FELL("verdict-fell", "safety", "The verdict is eligible again, or the subject left before an infusion."),
    BELOW_THRESHOLD("below-threshold", "safety", "The result was corrected, or the study's threshold is another one."),
    GRADE_SUGGESTED("grade-suggested", "safety", "The result was corrected, or suggests another grade."),
    WINDOW_CLOSING("window-closing", "admin", "The window is over, or the visit is not expected any more."),
    VISIT_MISSED("visit-missed", "admin", "The visit's window is another one, or it is not expected any more.");

    private final String code;
    private final String category;
    private final String end;

    AlertCode(String code, String category, String end) {
        this.code = code;
        this.category = category;
        this.end = end;
    }

    String code() {
        return code;
    }

    /** Its category, a code of HL7's flag-category. */
    String category() {
        return category;
    }

    /** How it ended, in a sentence, where nothing better is known. */
    String end() {
        return end;
    }

    boolean isOfVisit() {
        return this == WINDOW_CLOSING || this == VISIT_MISSED;
    }
}
