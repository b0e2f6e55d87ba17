package org.platelink.desk.overview;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many responded at a visit, as a bar with its interval.
 *
 * @param title of the visit
 * @param n who responded
 * @param of whom it can be told, or who was treated
 * @param notYet for whom the visit is still to come
 * @param percent of them, as a number of 0 to 100
 * @param lower end of the interval, likewise
 * @param upper end of it
 */
record ResponseBar(String title, int n, int of, int notYet, double percent, double lower, double upper) {

    private static final double HUNDRED = 100;

    static List<ResponseBar> of(List<Map<String, String>> rows) {
        return rows.stream()
                .map(row -> new ResponseBar(
                        row.getOrDefault("title", row.getOrDefault("visit", "")),
                        number(row, "n"),
                        number(row, "of"),
                        number(row, "notYet"),
                        share(row, "proportion"),
                        share(row, "lower"),
                        share(row, "upper")))
                .filter(bar -> bar.of() > 0)
                .toList();
    }

    /** A place on a line from 0 to 100, as SVG writes it. */
    String at(double value) {
        return String.format(Locale.ROOT, "%.1f", value * 2);
    }

    String rounded(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private static int number(Map<String, String> row, String name) {
        String text = row.getOrDefault(name, "");
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private static double share(Map<String, String> row, String name) {
        String text = row.getOrDefault(name, "");
        return text.isEmpty() ? 0 : Double.parseDouble(text) * HUNDRED;
    }
}
