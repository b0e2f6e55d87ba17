package org.platelink.analytics.view.path;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date, a time or both, with the precision at which it is given.
 *
 * @param parts year, month, day, hour, minute and second, as many as are given; of a time from the hour on. The
 *     second includes its fraction: seconds and milliseconds are one precision (FHIRPath, 6.1.1)
 * @param zone its offset from UTC; null if none is given
 * @param time whether it is a time without a date
 */
record Temporal(List<BigDecimal> parts, @Nullable ZoneOffset zone, boolean time) {

    private static final Pattern FORM = Pattern.compile("(?:(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?)?"
            + "(?:T?(?:(\\d{2})(?::(\\d{2})(?::(\\d{2}(?:\\.\\d+)?))?)?)?)?(Z|[+-]\\d{2}:\\d{2})?");

    private static final int DATE_PARTS = 3;
    private static final int MINUTE_PARTS = 5;

    /** Parses a value; null if it is not written as FHIR writes one. */
    static @Nullable Temporal of(String text) {
        boolean time = text.startsWith("T") || (text.length() > 2 && text.charAt(2) == ':');
        Matcher form = FORM.matcher(text);
        if (text.isEmpty() || !form.matches()) {
            return null;
        }
        List<BigDecimal> parts = new ArrayList<>();
        for (int group = time ? 4 : 1; group <= 6 && form.group(group) != null; group++) {
            parts.add(new BigDecimal(form.group(group)));
        }
        ZoneOffset zone = form.group(7) == null ? null : ZoneOffset.of(form.group(7));
        return parts.isEmpty() ? null : new Temporal(parts, zone, time).atUtc();
    }

    /** The same moment at UTC, if it has an offset and is precise enough to be converted. */
    private Temporal atUtc() {
        if (time || zone == null || parts.size() < MINUTE_PARTS) {
            return this;
        }
        LocalDateTime moved;
        try {
            moved = LocalDateTime.of(part(0), part(1), part(2), part(3), part(4))
                    .minusSeconds(zone.getTotalSeconds());
        } catch (DateTimeException noDay) {
            return this;
        }
        List<BigDecimal> utc = new ArrayList<>(List.of(
                BigDecimal.valueOf(moved.getYear()),
                BigDecimal.valueOf(moved.getMonthValue()),
                BigDecimal.valueOf(moved.getDayOfMonth()),
                BigDecimal.valueOf(moved.getHour()),
                BigDecimal.valueOf(moved.getMinute())));
        if (parts.size() > MINUTE_PARTS) {
            utc.add(parts.get(MINUTE_PARTS));
        }
        return new Temporal(utc, ZoneOffset.UTC, false);
    }

    private int part(int index) {
        return parts.get(index).intValue();
    }

    /**
     * Compares two values: negative, zero or positive as with {@link Comparable}; null if they are not precise enough
     * to tell, one has an offset and the other does not, or only one is a time.
     */
    @Nullable
    Integer compare(Temporal other) {
        if (time != other.time) {
            return null;
        }
        boolean moments = parts.size() > DATE_PARTS && other.parts.size() > DATE_PARTS;
        if (moments && !time && (zone == null) != (other.zone == null)) {
            return null;
        }
        int both = Math.min(parts.size(), other.parts.size());
        for (int i = 0; i < both; i++) {
            int order = parts.get(i).compareTo(other.parts.get(i));
            if (order != 0) {
                return order;
            }
        }
        return parts.size() == other.parts.size() ? 0 : null;
    }

    /**
     * The earliest or the latest that a value may stand for (FHIRPath, {@code lowBoundary} and {@code highBoundary}).
     *
     * @param text the value as it is written
     * @param kind whether a date, a time or both is wanted
     * @param high whether the latest
     * @return null if it is not written as FHIR writes one
     */
    static @Nullable String boundary(String text, ElementType.Kind kind, boolean high) {
        Matcher form = FORM.matcher(text);
        if (text.isEmpty() || !form.matches()) {
            return null;
        }
        String clock = "%s:%s:%s"
                .formatted(
                        or(form.group(4), high ? "23" : "00"),
                        or(form.group(5), high ? "59" : "00"),
                        second(form.group(6), high));
        if (kind == ElementType.Kind.TIME) {
            return form.group(4) == null ? null : clock;
        }
        String month = or(form.group(2), high ? "12" : "01");
        String day = or(form.group(3), "01");
        if (form.group(3) == null && high) {
            day = Integer.toString(YearMonth.of(Integer.parseInt(form.group(1)), Integer.parseInt(month))
                    .lengthOfMonth());
        }
        String date = form.group(1) + "-" + month + "-" + day;
        if (kind == ElementType.Kind.DATE) {
            return date;
        }
        // A day begins first at +14:00 and ends last at -12:00.
        return date + "T" + clock + or(form.group(7), high ? "-12:00" : "+14:00");
    }

    private static String second(@Nullable String given, boolean high) {
        if (given == null) {
            return high ? "59.999" : "00.000";
        }
        if (given.indexOf('.') < 0) {
            return given + (high ? ".999" : ".000");
        }
        String digits = given + (high ? "999" : "000");
        int milliseconds = given.indexOf('.') + 4;
        return given.length() >= milliseconds ? given : digits.substring(0, milliseconds);
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }

    /** Adds an amount of calendar units to a date; null if the unit is not one of days or longer. */
    static @Nullable LocalDate moved(LocalDate day, long amount, String unit) {
        return switch (unit) {
            case "year", "years", "a" -> day.plusYears(amount);
            case "month", "months", "mo" -> day.plusMonths(amount);
            case "week", "weeks", "wk" -> day.plusWeeks(amount);
            case "day", "days", "d" -> day.plusDays(amount);
            default -> null;
        };
    }
}
