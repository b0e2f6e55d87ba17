package org.platelink.desk.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Writer for an iCalendar file with all-day events.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5545">RFC 5545, iCalendar</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7986">RFC 7986, new properties</a>
 */
final class ICalendar {

    private static final int LONGEST_LINE = 75;
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final StringBuilder out = new StringBuilder();
    private final String stamp;

    ICalendar(String name, Instant now) {
        this.stamp = MOMENT.format(now);
        line("BEGIN", "VCALENDAR");
        line("VERSION", "2.0");
        line("PRODID", "-//Platelink//Visits//EN");
        line("CALSCALE", "GREGORIAN");
        line("METHOD", "PUBLISH");
        text("NAME", name);
        text("X-WR-CALNAME", name);
        line("REFRESH-INTERVAL;VALUE=DURATION", "PT4H");
        line("X-PUBLISHED-TTL", "PT4H");
    }

    /**
     * An all-day event.
     *
     * @param uid the same each time that it is written
     * @param first its first day
     * @param last its last day
     * @param summary its title
     * @param description more about it
     * @param url of its page
     * @param isTentative whether it may move
     */
    record Event(
            String uid,
            LocalDate first,
            LocalDate last,
            String summary,
            String description,
            @Nullable String url,
            boolean isTentative) {}

    void add(Event event) {
        line("BEGIN", "VEVENT");
        text("UID", event.uid());
        line("DTSTAMP", stamp);
        line("DTSTART;VALUE=DATE", DAY.format(event.first()));
        line("DTEND;VALUE=DATE", DAY.format(event.last().plusDays(1)));
        text("SUMMARY", event.summary());
        text("DESCRIPTION", event.description());
        if (event.url() != null) {
            line("URL", event.url());
        }
        line("STATUS", event.isTentative() ? "TENTATIVE" : "CONFIRMED");
        line("TRANSP", "TRANSPARENT");
        line("END", "VEVENT");
    }

    /** Ends the calendar and returns its text; nothing may be added after that. */
    String end() {
        line("END", "VCALENDAR");
        return out.toString();
    }

    private void text(String name, String value) {
        line(
                name,
                value.replace("\\", "\\\\")
                        .replace(";", "\\;")
                        .replace(",", "\\,")
                        .replaceAll("\r\n?|\n", "\\\\n"));
    }

    /** Writes a line, folded at 75 octets and never within a character. */
    private void line(String name, String value) {
        String line = name + ":" + value.replaceAll("[\\p{Cntrl}&&[^\t]]", "");
        int length = 0;
        int begin = 0;
        while (begin < line.length()) {
            int end = line.offsetByCodePoints(begin, 1);
            String character = line.substring(begin, end);
            int octets = character.getBytes(StandardCharsets.UTF_8).length;
            if (length + octets > LONGEST_LINE) {
                out.append("\r\n ");
                length = 1;
            }
            out.append(character);
            length += octets;
            begin = end;
        }
        out.append("\r\n");
    }
}
