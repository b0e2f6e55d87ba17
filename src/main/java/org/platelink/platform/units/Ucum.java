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

/** Validates UCUM unit codes, by UCUM's grammar and its table of units, and converts numbers between units. */
public final class Ucum {

    /**
     * The maximum number of cached codes. Units are few; if a sender makes up thousands, the further ones are
     * validated each time.
     */
    private static final int MOST = 1000;

    private static final UcumService SERVICE = CachingUcumService.load();
    private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

    private Ucum() {}

    /**
     * Whether a text is a UCUM code in the case-sensitive form, such as {@code 10*9/L}, and within the
     * {@link UnitBounds}.
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
     * Converts a number to another unit.
     *
     * @param from the UCUM code of its unit
     * @param to the UCUM code of the other unit
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
            // By canonical forms, whose factors are cached; the library's own conversion computes them each time.
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
