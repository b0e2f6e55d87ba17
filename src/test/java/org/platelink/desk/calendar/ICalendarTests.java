package org.platelink.desk.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As RFC 5545 has it: lines, folding, escaping, whole days. */
class ICalendarTests {

    private static final Instant NOW = Instant.parse("2026-11-30T10:15:30.5Z");

    @Test
    void aDayIsWholeAndItsEndIsTheNextOne() {
        ICalendar calendar = new ICalendar("Visits", NOW);
        calendar.add(event("0007: Infusion 2", "Window"));

        assertThat(lines(calendar.end()))
                .startsWith("BEGIN:VCALENDAR", "VERSION:2.0")
                .contains("X-WR-CALNAME:Visits", "UID:s1/infusion-2@study", "DTSTAMP:20261130T101530Z")
                .containsSubsequence("DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101")
                .containsSubsequence("BEGIN:VEVENT", "STATUS:TENTATIVE", "END:VEVENT", "END:VCALENDAR");
    }

    @Test
    void textIsEscaped() {
        ICalendar calendar = new ICalendar("a,b;c\\d", NOW);
        calendar.add(event("x\u0007y", "one\ntwo\r\nthree"));

        assertThat(lines(calendar.end()))
                .contains("X-WR-CALNAME:a\\,b\\;c\\\\d", "SUMMARY:xy", "DESCRIPTION:one\\ntwo\\nthree");
    }

    @Test
    void noLineIsLongerThan75OctetsAndNoCharacterIsCut() {
        String long1 = "随访访视".repeat(40) + "𠮷".repeat(30);
        ICalendar calendar = new ICalendar("Visits", NOW);
        calendar.add(event(long1, "d".repeat(300)));

        String text = calendar.end();

        assertThat(text.split("\r\n", -1)).allSatisfy(line -> assertThat(line.getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(75));
        assertThat(text.replace("\r\n", "")).doesNotContain("\n", "\r");
        assertThat(text).endsWith("END:VCALENDAR\r\n");
        assertThat(lines(text)).contains("SUMMARY:" + long1, "DESCRIPTION:" + "d".repeat(300));
    }

    private static ICalendar.Event event(String summary, String description) {
        return new ICalendar.Event(
                "s1/infusion-2@study",
                LocalDate.parse("2026-12-31"),
                LocalDate.parse("2026-12-31"),
                summary,
                description,
                "https://example.org/desk",
                true);
    }

    /** Unfolded. */
    private static List<String> lines(String text) {
        return Arrays.asList(text.replace("\r\n ", "").split("\r\n"));
    }
}
