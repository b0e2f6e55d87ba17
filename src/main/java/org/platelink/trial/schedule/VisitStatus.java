package org.platelink.trial.schedule;

import java.util.Locale;

/** The status of a planned visit on a day; the guide's code system {@code visit-status} defines the codes. */
enum VisitStatus {
    PLANNED,
    DUE,
    IN_WINDOW,
    EARLY,
    LATE,
    MISSED,
    NOT_APPLICABLE,
    INDETERMINATE;

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is still expected to take place. */
    boolean isOpen() {
        return this == PLANNED || this == DUE;
    }

    /** Whether it deviates from the protocol. */
    boolean isDeviation() {
        return this == EARLY || this == LATE || this == MISSED;
    }
}
