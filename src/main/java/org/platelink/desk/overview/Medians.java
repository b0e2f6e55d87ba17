package org.platelink.desk.overview;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.platelink.desk.PictureOptions;
import org.platelink.desk.Words;

/**
 * Median and quartiles of the study's measurement at each visit, with the ECharts options of their chart.
 *
 * @param visits in the order of the protocol
 * @param unit of all of them
 * @param options the ECharts options, as JSON
 */
record Medians(List<AtVisit> visits, String unit, String options) {

    private static final double LOWER = 0.25;
    private static final double MIDDLE = 0.5;
    private static final double UPPER = 0.75;

    /**
     * A visit.
     *
     * @param title of the visit
     * @param n how many subjects have a result
     * @param lower quartile
     * @param median of the results
     * @param upper quartile
     */
    record AtVisit(String title, int n, BigDecimal lower, BigDecimal median, BigDecimal upper) {}

    /** Computes them from the rows of {@code $subject-list?table=counts}. */
    static Medians of(List<Map<String, String>> rows, Words words) {
        Map<String, List<BigDecimal>> values = new LinkedHashMap<>();
        Map<String, String> titles = new LinkedHashMap<>();
        order(rows).forEach(action -> values.put(action, new ArrayList<>()));
        String unit = "";
        for (Map<String, String> row : rows) {
            String action = row.getOrDefault("visit", "");
            values.computeIfAbsent(action, key -> new ArrayList<>())
                    .add(new BigDecimal(row.getOrDefault("value", "0")));
            titles.put(action, row.getOrDefault("title", action));
            unit = row.getOrDefault("unit", unit);
        }
        List<AtVisit> visits = new ArrayList<>();
        values.forEach((action, all) -> {
            if (!all.isEmpty()) {
                List<BigDecimal> sorted = all.stream().sorted().toList();
                visits.add(new AtVisit(
                        titles.getOrDefault(action, action),
                        sorted.size(),
                        quantile(sorted, LOWER),
                        quantile(sorted, MIDDLE),
                        quantile(sorted, UPPER)));
            }
        });
        return new Medians(visits, unit, options(visits, unit, words));
    }

    /**
     * Derives the protocol's order of visits: each subject's rows are in that order, but no subject need have all
     * visits.
     */
    static List<String> order(List<Map<String, String>> rows) {
        List<String> order = new ArrayList<>();
        String subject = "";
        int after = -1;
        for (Map<String, String> row : rows) {
            if (!row.getOrDefault("subject", "").equals(subject)) {
                subject = row.getOrDefault("subject", "");
                after = -1;
            }
            String action = row.getOrDefault("visit", "");
            int at = order.indexOf(action);
            if (at < 0) {
                at = after + 1;
                order.add(at, action);
            }
            after = at;
        }
        return order;
    }

    /** A quantile by linear interpolation between the order statistics, as R's default (type 7) and Excel do. */
    static BigDecimal quantile(List<BigDecimal> sorted, double share) {
        double place = (sorted.size() - 1) * share;
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.size() - 1);
        BigDecimal part = BigDecimal.valueOf(place - below);
        return sorted.get(below)
                .add(sorted.get(above).subtract(sorted.get(below)).multiply(part))
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros();
    }

    private static String options(List<AtVisit> visits, String unit, Words words) {
        ObjectNode options = JsonNodeFactory.withExactBigDecimals(true).objectNode();
        options.putObject("grid")
                .put("left", 48)
                .put("right", 20)
                .put("top", 34)
                .put("bottom", 60);
        options.putObject("tooltip").put("trigger", "axis");
        options.putObject("legend").put("top", 0);
        ObjectNode x = options.putObject("xAxis").put("type", "category");
        x.putObject("axisLabel").put("rotate", 30).put("fontSize", 11).put("interval", 0);
        ArrayNode names = x.putArray("data");
        visits.forEach(visit -> names.add(visit.title()));
        options.putObject("yAxis").put("type", "log").put("min", 1).put("name", unit);
        ArrayNode series = options.putArray("series");
        line(series, words.of("overview.upper-quartile"), "#56b4e9", true)
                .addAll(visits.stream().map(visit -> number(visit.upper())).toList());
        line(series, words.of("overview.median"), "#0072b2", false)
                .addAll(visits.stream().map(visit -> number(visit.median())).toList());
        line(series, words.of("overview.lower-quartile"), "#56b4e9", true)
                .addAll(visits.stream().map(visit -> number(visit.lower())).toList());
        return PictureOptions.text(options);
    }

    private static com.fasterxml.jackson.databind.JsonNode number(BigDecimal value) {
        return JsonNodeFactory.instance.numberNode(value.max(BigDecimal.ONE));
    }

    private static ArrayNode line(ArrayNode series, String name, String colour, boolean dashed) {
        ObjectNode line =
                series.addObject().put("type", "line").put("name", name).put("symbol", dashed ? "none" : "circle");
        line.putObject("lineStyle").put("color", colour).put("type", dashed ? "dashed" : "solid");
        line.putObject("itemStyle").put("color", colour);
        return line.putArray("data");
    }
}
