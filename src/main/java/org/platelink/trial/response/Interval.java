package org.platelink.trial.response;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Exact (Clopper-Pearson) confidence interval of a proportion, at 95 %.
 *
 * @param lower the lower limit
 * @param upper the upper limit
 * @see <a href="https://doi.org/10.1093/biomet/26.4.404">Clopper and Pearson, Biometrika 1934; 26:404</a>
 */
public record Interval(double lower, double upper) {

    private static final double ONE_TAIL = 0.025;

    /**
     * The interval of the proportion n / of.
     *
     * @param n the number of successes
     * @param of the number of trials, more than 0
     */
    public static Interval of(int n, int of) {
        return new Interval(
                n == 0 ? 0 : BetaDistribution.of(n, of - n + 1.0).inverseCumulativeProbability(ONE_TAIL),
                n == of ? 1 : BetaDistribution.of(n + 1.0, of - n).inverseSurvivalProbability(ONE_TAIL));
    }
}
