package org.platelink.desk.subject;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.platelink.desk.PictureOptions;
import org.platelink.desk.Words;

/**
 * Results of one analyte with the ECharts options of their chart.
 *
 * @param name of the analyte
 * @param code of it
 * @param unit in which they are drawn: the one in which the study compares them, or else the one that most have
 * @param results all of them, newest first
 * @param drawn those that are drawn, by their days
 * @param options the ECharts options, as JSON
 */
record Curve(String name, String code, String unit, List<Result> results, List<Result> drawn, String options) {

    /**
     * Colours of the Okabe-Ito palette, which colour-blind people can tell apart, darkened or lightened for either
     * background.
     */
    private static final String BLUE = "#0072b2";

    private static final String ORANGE = "#d55e00";
    private static final String GREEN = "#009e73";
    private static final String GREY = "#8a939c";
    private static final int LENGTH_OF_DAY = 10;

    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);

    /**
     * An event in the chart.
     *
     * @param day when
     * @param name its label
     */
    record Event(LocalDate day, String name) {}

    /**
     * What the chart shows besides the results.
     *
     * @param thresholds values with a horizontal line
     * @param infusions the days of infusions
     * @param responses the beginning and the end of each response, as pairs of events
     * @param happenings bleedings and other treatments
     * @param grades the grades that results suggest, by the results' references
     * @param logarithmic whether the scale is logarithmic
     */
    record Annotations(
            List<BigDecimal> thresholds,
            List<Event> infusions,
            List<Event> responses,
            List<Happening> happenings,
            Map<String, Integer> grades,
            boolean logarithmic) {

        static Annotations of(Map<String, Integer> grades) {
            return new Annotations(List.of(), List.of(), List.of(), List.of(), grades, false);
        }

        /** The grade that a result suggests; 0 if none. */
        int grade(Result result) {
            return grades.getOrDefault("Observation/" + result.id(), 0);
        }
    }

    /** Groups results by analyte, newest first; the codes of the followed measurement are one analyte. */
    static Map<String, List<Result>> byAnalyte(List<Result> results, FollowedMeasurement followed) {
        Map<String, List<Result>> found = new LinkedHashMap<>();
        results.stream()
                .sorted(Comparator.comparing(Result::measured).reversed())
                .forEach(result -> found.computeIfAbsent(
                                followed.key(result.code()), code -> new java.util.ArrayList<>())
                        .add(result));
        return found;
    }

    static Curve of(List<Result> results, Annotations around, Words words) {
        return of(results, commonUnit(results), around, words);
    }

    static Curve of(List<Result> results, String unit, Annotations around, Words words) {
        Result any = results.get(0);
        List<Result> drawn = results.stream()
                .flatMap(result -> result.drawnIn(unit).stream())
                .sorted(Comparator.comparing(Result::measured))
                .toList();
        return new Curve(any.name(), any.code(), unit, results, drawn, options(any.name(), unit, drawn, around, words));
    }

    private static String commonUnit(List<Result> results) {
        Map<String, Integer> counted = new LinkedHashMap<>();
        results.stream()
                .filter(result -> result.number() != null)
                .forEach(result -> counted.merge(result.unitCode(), 1, Integer::sum));
        return counted.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static String options(String name, String unit, List<Result> drawn, Annotations around, Words words) {
        ObjectNode options = JSON.objectNode();
        options.putObject("grid")
                .put("left", 52)
                .put("right", 24)
                .put("top", 28)
                .put("bottom", 32);
        options.putObject("tooltip").put("trigger", "item").put("hover", true);
        options.putObject("xAxis").put("type", "time").putObject("axisLabel").put("hideOverlap", true);
        ObjectNode y = options.putObject("yAxis")
                .put("type", around.logarithmic() ? "log" : "value")
                .put("name", unit);
        if (around.logarithmic()) {
            y.put("min", 1);
        }
        y.put("nameGap", 10);
        ArrayNode series = options.putArray("series");
        ObjectNode line =
                series.addObject().put("type", "line").put("name", name).put("symbolSize", 8);
        line.putObject("lineStyle").put("color", BLUE).put("width", 2);
        line.putObject("itemStyle").put("color", BLUE);
        ArrayNode points = line.putArray("data");
        drawn.forEach(result -> point(points.addObject(), result, unit, around, words));
        lines(line, around);
        areas(line, around);
        ReferenceLimits.addTo(series, drawn, around.logarithmic());
        HappeningMarks.addTo(series, drawn, around, words);
        return PictureOptions.text(options);
    }

    private static void point(ObjectNode point, Result result, String unit, Annotations around, Words words) {
        BigDecimal number = result.number();
        boolean isBelow = around.logarithmic() && number != null && number.compareTo(BigDecimal.ONE) < 0;
        ArrayNode value = point.putArray("value").add(moment(result.measured()));
        value.add(isBelow ? BigDecimal.ONE : number);
        if (!result.comparator().isEmpty()) {
            point.put("symbol", "triangle");
        } else if (result.isCorrected()) {
            point.put("symbol", "diamond").put("symbolSize", 12);
            point.putObject("itemStyle").put("color", ORANGE);
        } else if (result.status().equals("preliminary")) {
            point.put("symbol", "emptyCircle");
        } else {
            point.put("symbol", "circle");
        }
        int grade = around.grade(result);
        if (grade > 0) {
            point.putObject("label")
                    .put("show", true)
                    .put("position", "top")
                    .put("formatter", words.of("subject.grade.mark", grade))
                    .put("color", ORANGE)
                    .put("fontWeight", "bold");
        }
        point.put(
                "hover",
                Stream.of(
                                result.name(),
                                result.value() + " " + result.unit(),
                                result.unitCode().equals(unit) || number == null
                                        ? ""
                                        : words.of("subject.drawn-as", number.toPlainString(), unit),
                                words.date(result.measured()),
                                words.code("result-status", result.status()),
                                grade > 0 ? words.of("subject.grade.suggested", grade) : "")
                        .filter(text -> !text.isBlank())
                        .reduce((one, other) -> one + "\n" + other)
                        .orElse(""));
        point.put("href", "/desk/resources/Observation/" + result.id());
    }

    /** The local time at the site, without its UTC offset: the chart shows days. */
    static String moment(String measured) {
        return measured.length() > 19 ? measured.substring(0, 19) : measured;
    }

    private static void lines(ObjectNode line, Annotations around) {
        if (around.thresholds().isEmpty() && around.infusions().isEmpty()) {
            return;
        }
        ObjectNode marks = line.putObject("markLine").put("silent", true).put("symbol", "none");
        ArrayNode data = marks.putArray("data");
        for (BigDecimal threshold : around.thresholds()) {
            ObjectNode mark = data.addObject().put("yAxis", threshold);
            mark.putObject("lineStyle").put("color", ORANGE).put("type", "dashed");
            mark.putObject("label").put("formatter", threshold.toPlainString()).put("position", "insideEndTop");
        }
        for (Event infusion : around.infusions()) {
            ObjectNode mark = data.addObject().put("xAxis", infusion.day().toString());
            mark.putObject("lineStyle").put("color", GREY).put("type", "dotted");
            mark.putObject("label")
                    .put("formatter", infusion.name())
                    .put("position", "end")
                    .put("fontSize", 11);
        }
    }

    private static void areas(ObjectNode line, Annotations around) {
        if (around.responses().size() < 2) {
            return;
        }
        ObjectNode area = line.putObject("markArea").put("silent", true);
        area.putObject("itemStyle").put("color", GREEN).put("opacity", 0.12);
        ArrayNode data = area.putArray("data");
        for (int i = 0; i + 1 < around.responses().size(); i += 2) {
            ArrayNode pair = data.addArray();
            ObjectNode from = pair.addObject()
                    .put("xAxis", around.responses().get(i).day().toString());
            from.put("name", around.responses().get(i).name());
            pair.addObject().put("xAxis", around.responses().get(i + 1).day().toString());
        }
    }

    /** The day of a result that is drawn. */
    static String day(Result result) {
        return result.measured().substring(0, LENGTH_OF_DAY);
    }
}
