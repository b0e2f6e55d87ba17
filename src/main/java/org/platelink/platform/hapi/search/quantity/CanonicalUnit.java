package org.platelink.platform.hapi.search.quantity;

import ca.uhn.fhir.jpa.model.util.UcumServiceUtil;
import java.math.BigDecimal;
import org.fhir.ucum.Pair;
import org.jspecify.annotations.Nullable;

/**
 * A number with its unit, converted to canonical UCUM units; unchanged if the unit is not a UCUM unit.
 *
 * @param system the system of the unit; null for none
 * @param unit the code of the unit; null for none
 * @param number the number as the index holds it
 */
record CanonicalUnit(@Nullable String system, @Nullable String unit, double number) {

    static CanonicalUnit of(BigDecimal number, @Nullable String system, @Nullable String unit) {
        Pair canonical = UcumServiceUtil.getCanonicalForm(system, number, unit);
        return canonical == null
                ? new CanonicalUnit(system, unit, IndexedNumber.of(number, BigDecimal::doubleValue))
                : new CanonicalUnit(
                        system,
                        canonical.getCode(),
                        IndexedNumber.of(
                                number,
                                one -> held(
                                        one == number
                                                ? canonical
                                                : UcumServiceUtil.getCanonicalForm(system, one, unit))));
    }

    private static double held(Pair canonical) {
        return Double.parseDouble(canonical.getValue().asDecimal());
    }

    /** The unit with its system, {@code system|unit}. */
    String name() {
        return (system == null ? "" : system) + "|" + (unit == null ? "" : unit);
    }
}
