package org.platelink.trial.schedule;

import java.util.Locale;

/** Where a planned visit stands on a day; the guide's code system {@code visit-status} says what each means. */
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

    /** Whether the protocol was not kept to. */
    boolean isDeviation() {
        return this == EARLY || this == LATE || this == MISSED;
    }
}
