package org.platelink.platform.hapi.search.quantity;

import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.param.QuantityParam;
import java.math.BigDecimal;
import org.platelink.platform.server.FhirErrors;

/**
 * The range of numbers that a searched number stands for, by its precision or by {@code ap}.
 *
 * @param low the lower bound, inclusive
 * @param high the upper bound, exclusive
 */
record ImplicitRange(BigDecimal low, BigDecimal high) {

    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal TENTH = new BigDecimal("0.1");

    /**
     * Half a unit of the last digit on either side: 27 is from 26.5 to 27.5, 27.4 from 27.35 to 27.45. A power of ten
     * such as 1e2 is from 95 to 105, as in FHIR's example, and not from 50.
     */
    static ImplicitRange equalTo(BigDecimal number) {
        boolean isPower = number.scale() < 0 && number.precision() == 1;
        BigDecimal half = HALF.scaleByPowerOfTen(-number.scale() - (isPower ? 1 : 0));
        return new ImplicitRange(number.subtract(half), number.add(half));
    }

    /** A tenth of the number on either side, for {@code ap}. */
    static ImplicitRange about(BigDecimal number) {
        BigDecimal tenth = number.abs().multiply(TENTH);
        return new ImplicitRange(number.subtract(tenth), number.add(tenth));
    }

    /**
     * Refuses a number that has more digits than the index can tell apart.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (400) that names the parameter
     */
    static void mustBeComparable(String parameter, QuantityParam quantity) {
        ParamPrefixEnum prefix = quantity.getPrefix();
        boolean hasPrecision = prefix == null || prefix == ParamPrefixEnum.EQUAL || prefix == ParamPrefixEnum.NOT_EQUAL;
        ImplicitRange span = equalTo(quantity.getValue());
        if (!IndexedNumber.isExact(quantity.getValue())
                || hasPrecision && !(IndexedNumber.isExact(span.low()) && IndexedNumber.isExact(span.high()))) {
            throw FhirErrors.unsupported(
                    parameter,
                    "The number of the parameter " + parameter + " has more digits than can be told apart here: "
                            + (IndexedNumber.DIGITS - 1) + " for equal and not equal, " + IndexedNumber.DIGITS
                            + " with gt, ge, lt, le, sa, eb and ap. Write fewer.");
        }
    }
}
