package org.platelink.desk.calendar;

import org.platelink.desk.Words;

/** What is said of a visit's days. */
final class CalendarWords {

    private CalendarWords() {}

    /** Its window; empty if none is stated. */
    static String window(UpcomingVisit visit, Words words) {
        if (visit.earliest() == null) {
            return visit.latest() == null ? "" : words.of("calendar.until", words.day(visit.latest()));
        }
        return visit.latest() == null
                ? words.of("calendar.from", words.day(visit.earliest()))
                : words.of("calendar.range", words.day(visit.earliest()), words.day(visit.latest()));
    }
}
