package org.platelink.schedule;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.platelink.server.Refused;

/** What the questions about schedules have in common. */
final class Asked {

    private Asked() {}

    /** The day to see from; null if none was asked for. */
    static @Nullable LocalDate day(@Nullable String asOf) {
        try {
            return asOf == null ? null : LocalDate.parse(asOf);
        } catch (DateTimeException wrong) {
            throw Refused.invalid("asOf", "asOf must be a day, such as 2026-03-10.");
        }
    }
}
