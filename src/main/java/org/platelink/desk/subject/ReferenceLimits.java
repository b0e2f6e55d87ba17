package org.platelink.desk.subject;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The laboratory's reference limits in a chart: two stepped lines, where each limit holds from the result that it was
 * sent with to the next one.
 */
final class ReferenceLimits {

    private static final String GREY = "#8a939c";

    private ReferenceLimits() {}

    static void addTo(ArrayNode series, List<Result> drawn, boolean logarithmic) {
        line(series, drawn, Result::low, logarithmic);
        line(series, drawn, Result::high, logarithmic);
    }

    private static void line(
            ArrayNode series, List<Result> drawn, Function<Result, @Nullable BigDecimal> limit, boolean logarithmic) {
        if (drawn.stream().noneMatch(result -> isDrawn(limit.apply(result), logarithmic))) {
            return;
        }
        ObjectNode line = series.addObject()
                .put("type", "line")
                .put("step", "end")
                .put("symbol", "none")
                .put("silent", true)
                .put("connectNulls", false);
        line.putObject("lineStyle").put("color", GREY).put("type", "dashed").put("width", 1);
        ArrayNode data = line.putArray("data");
        for (Result result : drawn) {
            BigDecimal value = limit.apply(result);
            ArrayNode point = data.addArray().add(Curve.moment(result.measured()));
            if (isDrawn(value, logarithmic)) {
                point.add(value);
            } else {
                point.addNull();
            }
        }
    }

    /** On a logarithmic scale that begins at 1, a limit of zero cannot be drawn. */
    private static boolean isDrawn(@Nullable BigDecimal value, boolean logarithmic) {
        return value != null && (!logarithmic || value.compareTo(BigDecimal.ONE) >= 0);
    }
}
