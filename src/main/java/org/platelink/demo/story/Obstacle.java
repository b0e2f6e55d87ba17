package org.platelink.demo.story;

/** Why a subject is not eligible, as the screening's results show it. */
enum Obstacle {
    LOW_IGG("IgG below 400 mg/dL (exclusion criterion 12)"),
    LOW_IGA("IgA below 10 mg/dL (exclusion criterion 12)"),
    HEPATITIS_B("Hepatitis B surface antigen positive (exclusion criterion 9)"),
    HIGH_ALT("ALT above three times the upper limit (inclusion criterion 5)");

    private final String reason;

    Obstacle(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
