package org.platelink.desk.roster;

import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * Sparkline of a subject's results as SVG, on a logarithmic scale: the relevant range of counts is between 1 and 400.
 *
 * @param points of an SVG polyline in a box of 112 by 26
 * @param lastX the x coordinate of the last point
 * @param lastY its y coordinate
 */
record Sparkline(String points, String lastX, String lastY) {

    private static final double WIDTH = 108;
    private static final double HEIGHT = 22;
    private static final double MARGIN = 2;
    private static final double MOST_LOG = 2.6;

    static Sparkline of(List<Line.Point> course) {
        if (course.isEmpty()) {
            return new Sparkline("", "", "");
        }
        long days = Math.max(
                1,
                ChronoUnit.DAYS.between(
                        course.get(0).day(), course.get(course.size() - 1).day()));
        StringBuilder points = new StringBuilder();
        String x = "";
        String y = "";
        for (Line.Point point : course) {
            x = number(MARGIN + WIDTH * ChronoUnit.DAYS.between(course.get(0).day(), point.day()) / days);
            y = number(MARGIN + HEIGHT * (1 - height(point.value())));
            points.append(x).append(',').append(y).append(' ');
        }
        return new Sparkline(points.toString().trim(), x, y);
    }

    private static double height(BigDecimal value) {
        double log = Math.log10(Math.max(1, value.doubleValue())) / MOST_LOG;
        return Math.min(1, log);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
