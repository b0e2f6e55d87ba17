package org.platelink.operator.demo.story;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reason why a subject is not eligible, as the screening shows it. */
enum ScreenFailure {
    LOW_IGG("EXC12a", "IgG below 400 mg/dL (exclusion criterion 12)"),
    LOW_IGA("EXC12b", "IgA below 10 mg/dL (exclusion criterion 12)"),
    HEPATITIS_B("EXC09a", "Hepatitis B surface antigen positive (exclusion criterion 9)"),
    HIGH_ALT("INC05a", "ALT above three times the upper limit (inclusion criterion 5)", 28),
    RECENT_ONSET("INC03", "Thrombocytopenia for less than three months (inclusion criterion 3)", 95),
    RECENT_GLOBULIN("EXC04", "Gamma globulin a few days ago (exclusion criterion 4)", 21),
    ANTICOAGULANT("EXC03", "Takes an anticoagulant (exclusion criterion 3)"),
    HIGH_PRESSURE("EXC07", "Blood pressure above 160/100 mmHg under treatment (exclusion criterion 7)", 28),
    TUMOUR("EXC08", "Thyroid carcinoma in the history (exclusion criterion 8)");

    private final String criterion;
    private final String reason;
    private final int daysToPass;

    /** A failure that does not pass. */
    ScreenFailure(String criterion, String reason) {
        this(criterion, reason, 0);
    }

    ScreenFailure(String criterion, String reason, int daysToPass) {
        this.criterion = criterion;
        this.reason = reason;
        this.daysToPass = daysToPass;
    }

    /** The failure whose criterion has a code. */
    static Optional<ScreenFailure> of(@Nullable String criterion) {
        return Stream.of(values())
                .filter(failure -> failure.criterion.equals(criterion))
                .findFirst();
    }

    /** The days after which the subject may be screened again; 0 if the reason does not pass. */
    int daysToPass() {
        return daysToPass;
    }

    /** The code of the criterion. */
    String criterion() {
        return criterion;
    }

    String reason() {
        return reason;
    }
}
