package org.platelink.desk.data;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.platelink.desk.PictureOptions;
import org.platelink.desk.Words;

/** Builds the ECharts options of a bar chart of proportions with their intervals. */
final class ProportionPicture {

    private static final JsonMapper JSON = new JsonMapper();

    private ProportionPicture() {}

    /**
     * The options.
     *
     * @param proportions one per visit, of one population and response
     * @param titles the title of a visit
     * @param words the texts of the page's language
     */
    static String options(List<Proportion> proportions, Function<String, String> titles, Words words) {
        ObjectNode options = JSON.createObjectNode();
        options.putObject("grid")
                .put("left", 8)
                .put("right", 8)
                .put("top", 24)
                .put("bottom", 8)
                .put("containLabel", true);
        options.putObject("tooltip").put("trigger", "item");
        ObjectNode shares =
                options.putObject("xAxis").put("type", "value").put("min", 0).put("max", 100);
        shares.putObject("axisLabel").put("formatter", "{value} %");
        ObjectNode down = options.putObject("yAxis").put("type", "category").put("inverse", true);
        down.putObject("axisLabel").put("interval", 0).put("width", 110).put("overflow", "break");
        ArrayNode visits = down.putArray("data");
        ArrayNode series = options.putArray("series");
        ObjectNode bars =
                series.addObject().put("type", "bar").put("barMaxWidth", 20).put("hover", true);
        bars.putObject("itemStyle").put("color", "#4a90c2");
        ArrayNode lengths = bars.putArray("data");
        for (Proportion one : proportions) {
            if (one.share() == null || one.lower() == null || one.upper() == null) {
                continue;
            }
            String title = titles.apply(one.visit());
            String hover = words.of(
                    "summary.hover",
                    title,
                    one.n(),
                    one.of(),
                    percent(one.share()).toPlainString(),
                    percent(one.lower()).toPlainString(),
                    percent(one.upper()).toPlainString());
            visits.add(title + "\n" + one.n() + "/" + one.of());
            lengths.addObject().put("value", percent(one.share())).put("hover", hover);
            interval(series.addObject(), visits.size() - 1, percent(one.lower()), percent(one.upper()), hover);
        }
        return PictureOptions.text(options);
    }

    /** Draws an interval as an error bar: a line between its ends, with a bar across each of them. */
    private static void interval(ObjectNode series, int visit, BigDecimal lower, BigDecimal upper, String hover) {
        series.put("type", "line").put("hover", true).put("symbol", "rect").put("z", 3);
        series.putArray("symbolSize").add(3).add(14);
        series.putObject("itemStyle").put("color", "#c26a00");
        series.putObject("lineStyle").put("color", "#c26a00").put("width", 2);
        ArrayNode ends = series.putArray("data");
        for (BigDecimal end : List.of(lower, upper)) {
            ends.addObject().put("hover", hover).putArray("value").add(end).add(visit);
        }
    }

    /** A percentage with one decimal, as in the table. */
    static BigDecimal percent(BigDecimal share) {
        return share.movePointRight(2).setScale(1, java.math.RoundingMode.HALF_UP);
    }
}
