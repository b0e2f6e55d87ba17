package org.platelink.laboratory.hl7v2;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses HL7 v2 timestamps and converts them to FHIR: {@code YYYY[MM[DD[HH[MM[SS[.S[S[S[S]]]]]]]]][+/-ZZZZ]}.
 *
 * <p>The form is strict. A day that the month does not have, hour 24, or an offset without its leading zero is not a
 * time.
 *
 * <p>A time without an offset is local time in a given time zone. If the local time occurred twice or never because
 * the clock was changed, the offset before the change is used.
 */
public final class Hl7Time {

    private static final Pattern FORM = Pattern.compile("(?<year>\\d{4})(?:(?<month>\\d{2})(?:(?<day>\\d{2})"
            + "(?:(?<hour>\\d{2})(?:(?<minute>\\d{2})(?:(?<second>\\d{2})(?:\\.(?<fraction>\\d{1,4}))?)?)?)?)?)?"
            + "(?<offset>[+-]\\d{4})?");

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private final Matcher parts;
    private final LocalDateTime start;
    private final ZoneOffset offset;

    private Hl7Time(Matcher parts, ZoneId zone) {
        this.parts = parts;
        this.start = LocalDateTime.of(
                        number("year", 0),
                        number("month", 1),
                        number("day", 1),
                        number("hour", 0),
                        number("minute", 0),
                        number("second", 0))
                .plusNanos(nanos());
        String sent = parts.group("offset");
        this.offset = sent == null
                ? zone.getRules().getOffset(start)
                : ZoneOffset.of(sent.substring(0, 3) + ":" + sent.substring(3));
    }

    /**
     * The time as a FHIR dateTime, with the precision and the offset in which it was sent.
     *
     * <p>An hour without minutes becomes its day: FHIR allows no hour without minutes, and none were sent. Minutes
     * without seconds get the seconds 00, which FHIR demands and tells readers to ignore.
     *
     * @param zone the time zone of a time that names no offset
     * @return empty if the text is not a time
     */
    public static Optional<String> asFhir(String text, ZoneId zone) {
        return read(text, zone).map(Hl7Time::fhir);
    }

    /**
     * The time as an instant, for ordering; for a less precise time, its first moment.
     *
     * @param zone the time zone of a time that names no offset
     * @return empty if the text is not a time
     */
    public static Optional<Instant> asInstant(String text, ZoneId zone) {
        return read(text, zone).map(time -> time.start.toInstant(time.offset));
    }

    private static Optional<Hl7Time> read(String text, ZoneId zone) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || text.startsWith("0000")) {
            return Optional.empty();
        }
        try {
            Hl7Time time = new Hl7Time(parts, zone);
            return time.isOfFhir() ? Optional.of(time) : Optional.empty();
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private String fhir() {
        if (parts.group("month") == null) {
            return parts.group("year");
        }
        String month = parts.group("year") + "-" + parts.group("month");
        if (parts.group("day") == null) {
            return month;
        }
        if (parts.group("minute") == null || !isWholeMinutes()) {
            return month + "-" + parts.group("day");
        }
        String fraction = parts.group("fraction") == null ? "" : "." + parts.group("fraction");
        return SECONDS.format(start) + fraction + (offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId());
    }

    /** FHIR has offsets in whole minutes; the offsets of zones before standard time are not. */
    private boolean isWholeMinutes() {
        return offset.getTotalSeconds() % 60 == 0;
    }

    /** FHIR allows offsets up to 14 hours, and none in use is larger. */
    private boolean isOfFhir() {
        return Math.abs(offset.getTotalSeconds()) <= 14 * 60 * 60;
    }

    private int number(String part, int unsent) {
        return parts.group(part) == null ? unsent : Integer.parseInt(parts.group(part));
    }

    private long nanos() {
        String fraction = parts.group("fraction");
        return fraction == null ? 0 : Long.parseLong((fraction + "000000000").substring(0, 9));
    }
}
