package org.platelink.trial.schedule;

import java.util.Locale;

/** How a visit deviates from the protocol beside its dates; the guide's code system {@code visit-deviation}. */
enum DeviationCode {
    SKIPPED,
    AFTER_SKIPPED,
    OUT_OF_ORDER,
    SAME_DAY,
    OTHER_VERSION;

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
