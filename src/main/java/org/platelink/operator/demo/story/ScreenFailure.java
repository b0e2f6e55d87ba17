package org.platelink.operator.demo.story;

/** The reason why a subject is not eligible, as the screening shows it. */
enum ScreenFailure {
    LOW_IGG("EXC12a", "IgG below 400 mg/dL (exclusion criterion 12)"),
    LOW_IGA("EXC12b", "IgA below 10 mg/dL (exclusion criterion 12)"),
    HEPATITIS_B("EXC09a", "Hepatitis B surface antigen positive (exclusion criterion 9)"),
    HIGH_ALT("INC05a", "ALT above three times the upper limit (inclusion criterion 5)"),
    RECENT_ONSET("INC03", "Thrombocytopenia for less than three months (inclusion criterion 3)"),
    RECENT_GLOBULIN("EXC04", "Gamma globulin a few days ago (exclusion criterion 4)"),
    ANTICOAGULANT("EXC03", "Takes an anticoagulant (exclusion criterion 3)"),
    HIGH_PRESSURE("EXC07", "Blood pressure above 160/100 mmHg under treatment (exclusion criterion 7)"),
    TUMOUR("EXC08", "Thyroid carcinoma in the history (exclusion criterion 8)");

    private final String criterion;
    private final String reason;

    ScreenFailure(String criterion, String reason) {
        this.criterion = criterion;
        this.reason = reason;
    }

    /** The code of the criterion. */
    String criterion() {
        return criterion;
    }

    String reason() {
        return reason;
    }
}
