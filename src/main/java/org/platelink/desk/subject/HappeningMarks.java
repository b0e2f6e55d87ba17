package org.platelink.desk.subject;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import org.platelink.desk.Words;

/** Marks of bleedings and other treatments in the chart of a curve. */
final class HappeningMarks {

    private static final String PINK = "#cc79a7";
    private static final String YELLOW = "#e69f00";
    private static final int DAYS_AROUND = 60;

    private HappeningMarks() {}

    /** Adds them at the bottom of the chart, each with a link to its record. */
    static void addTo(ArrayNode series, List<Result> drawn, Curve.Annotations around, Words words) {
        List<Happening> near = around.happenings().stream()
                .filter(one -> isNear(one.day(), drawn))
                .toList();
        if (near.isEmpty()) {
            return;
        }
        ArrayNode data = series.addObject().put("type", "scatter").putArray("data");
        for (Happening one : near) {
            ObjectNode point = data.addObject();
            point.putArray("value").add(one.day().toString()).add(around.logarithmic() ? 1 : 0);
            point.put("symbol", one.isTreatment() ? "arrow" : "rect").put("symbolSize", 11);
            point.putObject("itemStyle").put("color", one.isTreatment() ? YELLOW : PINK);
            point.put("hover", one.name() + "\n" + words.day(one.day()));
            point.put("href", "/desk/resources/" + one.reference());
        }
    }

    /** Leaves out events far from the results: a treatment of years before would leave the results no room. */
    private static boolean isNear(LocalDate day, List<Result> drawn) {
        return !drawn.isEmpty()
                && !day.isBefore(LocalDate.parse(Curve.day(drawn.get(0))).minusDays(DAYS_AROUND))
                && !day.isAfter(
                        LocalDate.parse(Curve.day(drawn.get(drawn.size() - 1))).plusDays(DAYS_AROUND));
    }
}
