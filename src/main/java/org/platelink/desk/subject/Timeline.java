package org.platelink.desk.subject;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * SVG timeline of the visits on a common axis of days: for each a bar for its window, a tick for its target, and a
 * point for the day on which it took place.
 *
 * @param rows of the visits
 * @param today the position of the present day; null if it is not on the axis
 * @param years the positions at which years begin
 */
record Timeline(List<Row> rows, @Nullable String today, List<Mark> years) {

    /** Width of the coordinates. */
    static final int WIDTH = 384;

    private static final double MARGIN = 8;

    /**
     * A visit.
     *
     * @param visit the visit
     * @param windowFrom the position at which its window begins; null if it has none
     * @param windowWidth the width of the window
     * @param target the position of its target; null if it has none
     * @param held the position of the day on which it took place; null if it did not
     */
    record Row(
            Visit visit,
            @Nullable String windowFrom,
            String windowWidth,
            @Nullable String target,
            @Nullable String held) {}

    /**
     * A labelled position.
     *
     * @param at the position
     * @param name the label
     */
    record Mark(String at, String name) {}

    static Timeline of(List<Visit> visits, LocalDate today) {
        List<LocalDate> days = visits.stream()
                .flatMap(visit -> Stream.of(visit.target(), visit.earliest(), visit.latest(), visit.held()))
                .filter(Objects::nonNull)
                .map(LocalDate.class::cast)
                .sorted()
                .toList();
        if (days.isEmpty()) {
            return new Timeline(
                    visits.stream()
                            .map(visit -> new Row(visit, null, "0", null, null))
                            .toList(),
                    null,
                    List.of());
        }
        LocalDate first = days.get(0);
        LocalDate last = days.get(days.size() - 1);
        Scale scale = new Scale(first, Math.max(1, ChronoUnit.DAYS.between(first, last)));
        List<Mark> years = new ArrayList<>();
        for (LocalDate year = first.withDayOfYear(1).plusYears(1); !year.isAfter(last); year = year.plusYears(1)) {
            years.add(new Mark(scale.at(year), Integer.toString(year.getYear())));
        }
        return new Timeline(
                visits.stream().map(visit -> row(visit, scale)).toList(),
                today.isBefore(first) || today.isAfter(last) ? null : scale.at(today),
                years);
    }

    private static Row row(Visit visit, Scale scale) {
        LocalDate from = visit.earliest();
        LocalDate to = visit.latest();
        boolean hasWindow = from != null && to != null;
        return new Row(
                visit,
                hasWindow ? scale.at(Objects.requireNonNull(from)) : null,
                hasWindow
                        ? number(Math.max(
                                3, scale.x(Objects.requireNonNull(to)) - scale.x(Objects.requireNonNull(from))))
                        : "0",
                visit.target() == null ? null : scale.at(visit.target()),
                visit.held() == null ? null : scale.at(Objects.requireNonNull(visit.held())));
    }

    private record Scale(LocalDate first, long days) {

        double x(LocalDate day) {
            return MARGIN + (WIDTH - 2 * MARGIN) * ChronoUnit.DAYS.between(first, day) / days;
        }

        String at(LocalDate day) {
            return number(x(day));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
