package org.platelink.platform.search.quantity;

import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.param.QuantityParam;
import java.math.BigDecimal;
import org.platelink.platform.server.FhirErrors;

/**
 * The numbers for which a number of a search stands: those that are equal to it in the digits with which it is written.
 *
 * @param low the least
 * @param high the first that is beyond them
 */
record ImplicitRange(BigDecimal low, BigDecimal high) {

    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal TENTH = new BigDecimal("0.1");

    /**
     * With half of what the last digit counts on either side: 27 is from 26.5 to 27.5, 27.4 from 27.35 to 27.45. A power of ten
     * such as 1e2 is from 95 to 105, as FHIR's example has it, and not from 50.
     */
    static ImplicitRange equalTo(BigDecimal number) {
        boolean isPower = number.scale() < 0 && number.precision() == 1;
        BigDecimal half = HALF.scaleByPowerOfTen(-number.scale() - (isPower ? 1 : 0));
        return new ImplicitRange(number.subtract(half), number.add(half));
    }

    /** With a tenth of it on either side. */
    static ImplicitRange about(BigDecimal number) {
        BigDecimal tenth = number.abs().multiply(TENTH);
        return new ImplicitRange(number.subtract(tenth), number.add(tenth));
    }

    /**
     * Refuses what has more digits than the index tells apart.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (400) that names the parameter
     */
    static void mustBeComparable(String parameter, QuantityParam asked) {
        ParamPrefixEnum prefix = asked.getPrefix();
        boolean hasPrecision = prefix == null || prefix == ParamPrefixEnum.EQUAL || prefix == ParamPrefixEnum.NOT_EQUAL;
        ImplicitRange span = equalTo(asked.getValue());
        if (!IndexedNumber.isExact(asked.getValue())
                || hasPrecision && !(IndexedNumber.isExact(span.low()) && IndexedNumber.isExact(span.high()))) {
            throw FhirErrors.unsupported(
                    parameter,
                    "The number of the parameter " + parameter + " has more digits than can be told apart here: "
                            + (IndexedNumber.DIGITS - 1) + " for equal and not equal, " + IndexedNumber.DIGITS
                            + " with gt, ge, lt, le, sa, eb and ap. Write fewer.");
        }
    }
}
