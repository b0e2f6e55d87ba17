package org.platelink.operator.demo.story;

/** The reason why a subject is not eligible, as the screening shows it. */
enum ScreenFailure {
    LOW_IGG("IgG below 400 mg/dL (exclusion criterion 12)"),
    LOW_IGA("IgA below 10 mg/dL (exclusion criterion 12)"),
    HEPATITIS_B("Hepatitis B surface antigen positive (exclusion criterion 9)"),
    HIGH_ALT("ALT above three times the upper limit (inclusion criterion 5)"),
    RECENT_ONSET("Thrombocytopenia for less than three months (inclusion criterion 3)"),
    RECENT_GLOBULIN("Gamma globulin a few days ago (exclusion criterion 4)"),
    ANTICOAGULANT("Takes an anticoagulant (exclusion criterion 3)"),
    HIGH_PRESSURE("Blood pressure above 160/100 mmHg under treatment (exclusion criterion 7)"),
    TUMOUR("Thyroid carcinoma in the history (exclusion criterion 8)");

    private final String reason;

    ScreenFailure(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
