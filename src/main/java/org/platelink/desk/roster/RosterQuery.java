package org.platelink.desk.roster;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.platelink.desk.api.Api;

/**
 * Filters, order and page of the subject table.
 *
 * @param text part of a study number; empty for all
 * @param state a code; empty for all
 * @param site an id; empty for all
 * @param response a code; empty for all
 * @param attention {@code overdue}, {@code due}, {@code out-of-window}, {@code alerts} or {@code treated}; empty for
 *     all
 * @param sort the name of the column to sort by
 * @param descending whether the order is reversed
 * @param number of the page, from 1 on
 */
record RosterQuery(
        String text,
        String state,
        String site,
        String response,
        String attention,
        String sort,
        boolean descending,
        int number) {

    static final int ON_A_PAGE = 50;

    private static final int WEEK = 7;

    private static final Map<String, Comparator<Line>> ORDERS = Map.of(
            "number", Comparator.comparing(Line::number),
            "state", Comparator.comparing(Line::state).thenComparing(Line::number),
            "site", Comparator.comparing(Line::site).thenComparing(Line::number),
            "next", nullsLast(Line::due).thenComparing(Line::number),
            "platelets", nullsLast(RosterQuery::latest).thenComparing(Line::number),
            "response",
                    Comparator.comparing((Line line) -> line.response().isEmpty() ? "~" : line.response())
                            .thenComparing(Line::number),
            "alerts",
                    Comparator.comparing((Line line) -> -line.alerts() - line.overdue())
                            .thenComparing(Line::number));

    static RosterQuery of(Map<String, String> parameters) {
        String sort = parameters.getOrDefault("sort", "number");
        boolean descending = sort.startsWith("-");
        String column = descending ? sort.substring(1) : sort;
        return new RosterQuery(
                parameters.getOrDefault("q", "").trim(),
                parameters.getOrDefault("state", ""),
                parameters.getOrDefault("site", ""),
                parameters.getOrDefault("response", ""),
                parameters.getOrDefault("attention", ""),
                ORDERS.containsKey(column) ? column : "number",
                descending,
                page(parameters.getOrDefault("page", "1")));
    }

    private static int page(String text) {
        return text.matches("[1-9]\\d{0,5}") ? Integer.parseInt(text) : 1;
    }

    /** The subjects that match, sorted. */
    List<Line> of(List<Line> all, LocalDate today) {
        Comparator<Line> order = Objects.requireNonNull(ORDERS.get(sort));
        return all.stream()
                .filter(line -> line.number().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
                .filter(line -> state.isEmpty() || state.equals(line.state()))
                .filter(line -> site.isEmpty() || site.equals(line.site()))
                .filter(line -> response.isEmpty() || response.equals(line.response()))
                .filter(line -> needsAttention(line, attention, today))
                .sorted(descending ? order.reversed() : order)
                .toList();
    }

    /** Whether a subject matches an attention filter. */
    static boolean needsAttention(Line line, String attention, LocalDate today) {
        return switch (attention) {
            case "overdue" -> line.overdue() > 0;
            case "due" -> isDue(line, today);
            case "out-of-window" -> line.outOfWindow() > 0;
            case "alerts" -> line.alerts() > 0;
            case "treated" -> line.infusions() > 0;
            default -> true;
        };
    }

    private static boolean isDue(Line line, LocalDate today) {
        LocalDate opens = line.nextEarliest() == null ? line.nextTarget() : line.nextEarliest();
        LocalDate due = line.due();
        return opens != null && due != null && !opens.isAfter(today.plusDays(WEEK)) && !due.isBefore(today);
    }

    /** The query sorted by a column; by the same column again, in reverse order. */
    String sortedBy(String column) {
        return query(sort.equals(column) && !descending ? "-" + column : column, 1);
    }

    String onPage(int other) {
        return query((descending ? "-" : "") + sort, other);
    }

    private String query(String order, int page) {
        return "?"
                + Stream.of(
                                parameter("q", text),
                                parameter("state", state),
                                parameter("site", site),
                                parameter("response", response),
                                parameter("attention", attention),
                                parameter("sort", order.equals("number") ? "" : order),
                                parameter("page", page == 1 ? "" : Integer.toString(page)))
                        .filter(one -> !one.isEmpty())
                        .reduce((one, other) -> one + "&" + other)
                        .orElse("");
    }

    private static String parameter(String name, String value) {
        return value.isEmpty() ? "" : name + "=" + Api.encoded(value);
    }

    private static java.math.@org.jspecify.annotations.Nullable BigDecimal latest(Line line) {
        return line.course().isEmpty()
                ? null
                : line.course().get(line.course().size() - 1).value();
    }

    private static <T extends Comparable<T>> Comparator<Line> nullsLast(Function<Line, T> key) {
        return Comparator.comparing(key, Comparator.nullsLast(Comparator.naturalOrder()));
    }
}
