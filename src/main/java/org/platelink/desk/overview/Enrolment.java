package org.platelink.desk.overview;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.PictureOptions;
import org.platelink.desk.Words;
import org.platelink.desk.roster.Line;

/**
 * Enrolment by month, with the ECharts options of its chart.
 *
 * @param months in their order
 * @param target the recruitment target; null if the study states none
 * @param options the ECharts options, as JSON
 */
record Enrolment(List<Month> months, @Nullable Integer target, String options) {

    private static final int LENGTH_OF_MONTH = 7;

    /**
     * A month.
     *
     * @param month such as 2026-03
     * @param consented how many consented in it
     * @param all how many consented until its end
     */
    record Month(String month, int consented, int all) {}

    static Enrolment of(List<Line> lines, LocalDate today, @Nullable Integer target, Words words) {
        List<YearMonth> consents = lines.stream()
                .map(Line::consented)
                .filter(date -> date.length() >= LENGTH_OF_MONTH)
                .map(date -> YearMonth.parse(date.substring(0, LENGTH_OF_MONTH)))
                .sorted()
                .toList();
        List<Month> months = new ArrayList<>();
        if (!consents.isEmpty()) {
            int all = 0;
            for (YearMonth month = consents.get(0);
                    !month.isAfter(YearMonth.from(today));
                    month = month.plusMonths(1)) {
                YearMonth counted = month;
                int consented = Math.toIntExact(
                        consents.stream().filter(counted::equals).count());
                all += consented;
                months.add(new Month(month.toString(), consented, all));
            }
        }
        return new Enrolment(months, target, options(months, target, words));
    }

    private static String options(List<Month> months, @Nullable Integer target, Words words) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode options = json.objectNode();
        options.putObject("grid")
                .put("left", 44)
                .put("right", 20)
                .put("top", 30)
                .put("bottom", 30);
        options.putObject("tooltip").put("trigger", "axis");
        options.putObject("legend").put("top", 0);
        ArrayNode names = options.putObject("xAxis").put("type", "category").putArray("data");
        months.forEach(month -> names.add(month.month()));
        options.putObject("yAxis").put("type", "value").put("minInterval", 1);
        ArrayNode series = options.putArray("series");
        ObjectNode bars = series.addObject().put("type", "bar").put("name", words.of("overview.in-the-month"));
        bars.putObject("itemStyle").put("color", "#56b4e9");
        ArrayNode consented = bars.putArray("data");
        months.forEach(month -> consented.add(month.consented()));
        ObjectNode line = series.addObject()
                .put("type", "line")
                .put("step", "end")
                .put("symbol", "none")
                .put("name", words.of("overview.in-all"));
        line.putObject("itemStyle").put("color", "#0072b2");
        ArrayNode all = line.putArray("data");
        months.forEach(month -> all.add(month.all()));
        if (target != null) {
            ObjectNode mark = line.putObject("markLine").put("silent", true).put("symbol", "none");
            ObjectNode wanted = mark.putArray("data").addObject().put("yAxis", target);
            wanted.putObject("label")
                    .put("formatter", words.of("overview.target", target))
                    .put("position", "insideEndTop");
        }
        return PictureOptions.text(options);
    }
}
