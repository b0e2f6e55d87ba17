package org.platelink.platform.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.Pair;
import org.fhir.ucum.UcumException;
import org.fhir.ucum.UcumService;

/** Tells what is a unit of UCUM, by its grammar and its table of units, and converts numbers from one to another. */
public final class Ucum {

    /** Units are few; should a sender make up thousands, they are looked up each time. */
    private static final int MOST = 1000;

    private static final UcumService SERVICE = CachingUcumService.load();
    private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

    private Ucum() {}

    /**
     * Whether a text is a unit of UCUM in the case-sensitive form, such as {@code 10*9/L}, and can be calculated with.
     *
     * @see <a href="https://ucum.org/ucum">The Unified Code for Units of Measure</a>
     */
    public static boolean isCode(String text) {
        if (text.isBlank() || !UnitBounds.areKeptBy(text)) {
            return false;
        }
        Boolean known = KNOWN.get(text);
        if (known != null) {
            return known;
        }
        boolean valid = SERVICE.validate(text) == null;
        if (KNOWN.size() < MOST) {
            KNOWN.put(text, valid);
        }
        return valid;
    }

    /**
     * A number in another unit.
     *
     * @param from the UCUM code of its unit
     * @param to that of the other
     * @return empty if it cannot be converted
     */
    public static Optional<BigDecimal> converted(BigDecimal number, String from, String to) {
        if (from.equals(to)) {
            return Optional.of(number);
        }
        if (!isCode(from) || !isCode(to)) {
            return Optional.empty();
        }
        try {
            // By canonical forms, whose factors are remembered: the library's own conversion works them out each time.
            Pair canonical = SERVICE.getCanonicalForm(new Pair(new Decimal(number.toPlainString()), from));
            Pair one = SERVICE.getCanonicalForm(new Pair(new Decimal("1"), to));
            if (!canonical.getCode().equals(one.getCode())) {
                return Optional.empty();
            }
            BigDecimal plain = new BigDecimal(canonical.getValue().asDecimal())
                    .divide(new BigDecimal(one.getValue().asDecimal()), MathContext.DECIMAL64)
                    .stripTrailingZeros();
            return Optional.of(plain.scale() < 0 ? plain.setScale(0) : plain);
        } catch (UcumException | NumberFormatException incomparable) {
            return Optional.empty();
        }
    }
}
