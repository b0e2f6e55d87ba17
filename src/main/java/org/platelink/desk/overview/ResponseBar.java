package org.platelink.desk.overview;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Bar of the response chart: the proportion of responders at a visit, with its interval.
 *
 * @param title of the visit
 * @param n the number of responders
 * @param of the number of subjects that can be evaluated, or that were treated
 * @param notYet for how many the visit is still to come
 * @param percent the proportion, from 0 to 100
 * @param lower end of the interval, likewise
 * @param upper end of the interval
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

    /** The SVG coordinate of a value from 0 to 100. */
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
