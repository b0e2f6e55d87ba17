package org.platelink.response;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IntegerType;
import org.jspecify.annotations.Nullable;
import org.platelink.server.Refused;

/** What the questions about responses have in common. */
final class Asked {

    private static final int MOST_DAYS = 3660;

    private Asked() {}

    /** The day to see from; null if none was asked for. */
    static @Nullable LocalDate day(@Nullable DateType asOf) {
        if (asOf == null || asOf.isEmpty()) {
            return null;
        }
        LocalDate day;
        try {
            day = LocalDate.parse(asOf.getValueAsString());
        } catch (DateTimeException wrong) {
            throw Refused.invalid("asOf", "asOf must be a day, such as 2026-03-10.");
        }
        // A day may have begun at a site and not yet in Greenwich.
        if (day.isAfter(LocalDate.now(Clock.system(ZoneOffset.MAX)))) {
            throw Refused.invalid("asOf", "asOf is in the future; ask for a day up to today.");
        }
        return day;
    }

    /** The days after a rescue treatment; null if none were asked for. */
    static @Nullable Integer rescueDays(@Nullable IntegerType rescueDays) {
        if (rescueDays == null || rescueDays.isEmpty()) {
            return null;
        }
        int days = rescueDays.getValue();
        if (days < 0 || days > MOST_DAYS) {
            throw Refused.invalid("rescueDays", "rescueDays is a number of days from 0 to " + MOST_DAYS + ".");
        }
        return days;
    }
}
