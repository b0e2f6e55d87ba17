package org.platelink.desk.calendar;

import org.platelink.desk.Words;

/** Formats the window of a visit as text. */
final class CalendarWords {

    private CalendarWords() {}

    /** The window; empty if none is stated. */
    static String window(UpcomingVisit visit, Words words) {
        if (visit.earliest() == null) {
            return visit.latest() == null ? "" : words.of("calendar.until", words.day(visit.latest()));
        }
        return visit.latest() == null
                ? words.of("calendar.from", words.day(visit.earliest()))
                : words.of("calendar.range", words.day(visit.earliest()), words.day(visit.latest()));
    }
}
