package org.platelink.operator.demo.story;

import java.util.List;

/**
 * A subject's platelet counts over the months, in 10*9/L. About half of the subjects respond to the treatment: their
 * counts rise over weeks along a logistic curve to a plateau, from which some fall again.
 */
final class PlateletCourse {

    private enum Response {
        NONE,
        PARTIAL,
        COMPLETE
    }

    private static final List<Response> RESPONSES =
            List.of(Response.NONE, Response.NONE, Response.NONE, Response.PARTIAL, Response.PARTIAL, Response.COMPLETE);
    private static final int RELAPSE_PERCENT = 30;
    private static final int NO_RELAPSE = 10_000;
    /** The number of days in which a relapse loses two thirds of the gain. */
    private static final double FALL_DAYS = 25;

    /** The relative spread of repeated counts of the same blood. */
    private static final double SPREAD = 0.09;

    private static final double LOWEST = 3;
    private static final double HIGHEST_UNTREATED = 29;

    private final double baseline;
    private final Response response;
    private final double plateau;
    private final double half;
    private final double pace;
    private final int relapse;

    private PlateletCourse(double baseline, Response response, double plateau, double half, double pace, int relapse) {
        this.baseline = baseline;
        this.response = response;
        this.plateau = plateau;
        this.half = half;
        this.pace = pace;
        this.relapse = relapse;
    }

    static PlateletCourse drawn(RandomStream chance) {
        double baseline = Math.min(chance.between(3.0, 30.0), chance.between(3.0, 30.0));
        Response response = chance.oneOf(RESPONSES);
        double plateau =
                switch (response) {
                    case NONE -> baseline;
                    case PARTIAL -> Math.max(2.3 * baseline, chance.between(42.0, 90.0));
                    case COMPLETE -> chance.between(118.0, 235.0);
                };
        return new PlateletCourse(
                baseline,
                response,
                plateau,
                chance.between(18.0, 45.0),
                chance.between(5.0, 9.0),
                chance.percent(RELAPSE_PERCENT) ? chance.between(110, 280) : NO_RELAPSE);
    }

    /** Whether the treatment has an effect. */
    boolean responds() {
        return response != Response.NONE;
    }

    /**
     * A count with random variation.
     *
     * @param days the days since the first infusion; negative before it
     * @param chance the random stream
     */
    double count(long days, RandomStream chance) {
        if (response == Response.NONE || days <= 0) {
            double swings = chance.around(baseline, 0.28 * baseline);
            return Math.max(LOWEST, Math.min(HIGHEST_UNTREATED, swings));
        }
        double risen = risen(Math.min(days, relapse));
        double kept = days <= relapse ? 1 : StrictMath.exp(-(days - relapse) / FALL_DAYS);
        double expected = baseline + (risen - baseline) * kept;
        return Math.max(LOWEST, chance.around(expected, SPREAD * expected));
    }

    private double risen(long days) {
        return baseline + (plateau - baseline) / (1 + StrictMath.exp(-(days - half) / pace));
    }
}
