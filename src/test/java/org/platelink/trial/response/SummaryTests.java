package org.platelink.trial.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTests {

    private static final double TAIL = 0.025;

    /** Where nobody or everybody responds the limits have a closed form: 1 - 0.025^(1/N). */
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0, 0.3085",
        "10, 10, 0.6915, 1",
        "0, 1, 0, 0.975",
        "5, 10, 0.1871, 0.8129",
        "1, 20, 0.0013, 0.2487"
    })
    void theIntervalIsThatOfClopperAndPearson(int n, int of, double lower, double upper) {
        Interval interval = Interval.of(n, of);

        assertThat(interval.lower()).isCloseTo(lower, offset(0.00005));
        assertThat(interval.upper()).isCloseTo(upper, offset(0.00005));
    }

    /** By the definition itself: at the limits the tails of the binomial distribution have 2.5 % each. */
    @Test
    void itsLimitsLeaveTwoAndAHalfPercentOnEachSide() {
        for (int of = 1; of <= 40; of++) {
            for (int n = 0; n <= of; n++) {
                Interval interval = Interval.of(n, of);
                if (n > 0) {
                    assertThat(1 - atMost(n - 1, of, interval.lower())).isCloseTo(TAIL, offset(1e-9));
                }
                if (n < of) {
                    assertThat(atMost(n, of, interval.upper())).isCloseTo(TAIL, offset(1e-9));
                }
            }
        }
    }

    /** The chance of n or fewer of N, added up term by term. */
    private static double atMost(int n, int of, double chance) {
        BigDecimal p = BigDecimal.valueOf(chance);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal ways = BigDecimal.ONE;
        for (int i = 0; i <= n; i++) {
            sum = sum.add(ways.multiply(p.pow(i, MathContext.DECIMAL128))
                    .multiply(BigDecimal.ONE.subtract(p).pow(of - i, MathContext.DECIMAL128)));
            ways = ways.multiply(BigDecimal.valueOf(of - i)).divide(BigDecimal.valueOf(i + 1L), MathContext.DECIMAL128);
        }
        return sum.doubleValue();
    }
}
