package org.platelink.operator.demo.story;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * One result of a sample.
 *
 * @param analyte the analyte
 * @param outcome the outcome of the test
 */
public record Result(Analyte analyte, Outcome outcome) {

    /** The outcome of a test. */
    public sealed interface Outcome permits MeasuredValue, Presence, AbsentValue {}

    /**
     * A quantity, in the analyte's unit.
     *
     * @param value the value
     * @param upperLimit the upper limit of normal; null if the protocol does not compare with it
     */
    public record MeasuredValue(BigDecimal value, @Nullable BigDecimal upperLimit) implements Outcome {}

    /** Positive or negative. */
    public record Presence(boolean positive) implements Outcome {}

    /**
     * No value.
     *
     * @param why the reason, in the laboratory's words
     */
    public record AbsentValue(String why) implements Outcome {}

    static Result measured(Analyte analyte, double value) {
        return new Result(analyte, new MeasuredValue(rounded(analyte, value), null));
    }

    static Result measured(Analyte analyte, double value, int upperLimit) {
        return new Result(analyte, new MeasuredValue(rounded(analyte, value), BigDecimal.valueOf(upperLimit)));
    }

    static Result presence(Analyte analyte, boolean positive) {
        return new Result(analyte, new Presence(positive));
    }

    private static BigDecimal rounded(Analyte analyte, double value) {
        return BigDecimal.valueOf(value).setScale(analyte.decimals(), RoundingMode.HALF_UP);
    }

    /** The same result with the value multiplied by a factor. */
    Result times(double factor) {
        MeasuredValue measured = (MeasuredValue) outcome;
        return new Result(
                analyte,
                new MeasuredValue(rounded(analyte, measured.value().doubleValue() * factor), measured.upperLimit()));
    }
}
