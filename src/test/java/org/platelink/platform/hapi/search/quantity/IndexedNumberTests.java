package org.platelink.platform.hapi.search.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexedNumberTests {

    private static double held(String number) {
        return IndexedNumber.of(new BigDecimal(number), BigDecimal::doubleValue);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"27.4000000000000000010", "27.40000000000000000000000001", "0.1000000000000000055511151231257827"
            })
    void whatIsALittleMoreIsHeldAsMore(String number) {
        String near = new BigDecimal(number).round(new MathContext(15)).toPlainString();

        assertThat(held(number)).isGreaterThan(held(near));
        assertThat(held("-" + number)).isLessThan(held("-" + near));
    }

    /** Numbers of up to thirty digits against those of fifteen round about them, in the order in which they are. */
    @Test
    void everyNumberComparesToThoseOfFifteenDigitsAsItShould() {
        Random random = new Random(27);
        for (int i = 0; i < 200_000; i++) {
            BigDecimal stored = new BigDecimal(new BigInteger(100, random), 10 + random.nextInt(30))
                    .round(new MathContext(1 + random.nextInt(30)));
            BigDecimal near = stored.round(new MathContext(15));
            BigDecimal step = BigDecimal.ONE.scaleByPowerOfTen(near.precision() - near.scale() - 15);
            for (int k = -2; k <= 2; k++) {
                BigDecimal asked = near.add(step.multiply(BigDecimal.valueOf(k)));
                if (IndexedNumber.isExact(asked)) {
                    assertThat(Double.compare(IndexedNumber.of(stored, BigDecimal::doubleValue), asked.doubleValue()))
                            .as(stored + " and " + asked)
                            .isEqualTo(stored.compareTo(asked));
                }
            }
        }
    }

    /** A hundredth part and a thousand million times as much have the same digits. */
    @Test
    void inAnotherUnitToo() {
        BigDecimal stored = new BigDecimal("27.4000000000000000010");

        assertThat(CanonicalUnit.of(stored, "http://unitsofmeasure.org", "10*9/L")
                        .number())
                .isGreaterThan(CanonicalUnit.of(new BigDecimal("27400"), "http://unitsofmeasure.org", "/uL")
                        .number());
        assertThat(CanonicalUnit.of(stored.negate(), "http://unitsofmeasure.org", "10*9/L")
                        .number())
                .isLessThan(CanonicalUnit.of(new BigDecimal("-27400"), "http://unitsofmeasure.org", "/uL")
                        .number());
    }
}
