package org.platelink.platform.units;

import ca.uhn.fhir.jpa.model.util.UcumServiceUtil;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fhir.ucum.Canonical;
import org.fhir.ucum.Converter;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.ExpressionComposer;
import org.fhir.ucum.ExpressionParser;
import org.fhir.ucum.Pair;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.fhir.ucum.special.Registry;

/**
 * UCUM service of the search index that caches the canonical form of each unit.
 *
 * <p>The library expands {@code 10*9/L} to base units anew for each value, in decimal text arithmetic, which took
 * nearly half of the processor time of an ingest. The last step, value times factor, is the library's own, so each
 * result is identical to the digit.
 */
final class CachingUcumService extends UcumEssenceService {

    /**
     * The maximum number of cached units. Units come from data that passed the guide; if somebody sends thousands of
     * odd ones, the further ones are not cached.
     */
    private static final int MOST = 1000;

    private final Map<String, Unit> units = new ConcurrentHashMap<>();

    private CachingUcumService(InputStream essence) throws UcumException {
        super(essence);
    }

    static CachingUcumService load() {
        try (InputStream essence = UcumServiceUtil.class.getResourceAsStream("/ucum-essence.xml")) {
            return new CachingUcumService(essence);
        } catch (IOException | UcumException e) {
            throw new IllegalStateException("The table of UCUM units could not be read", e);
        }
    }

    @Override
    public Pair getCanonicalForm(Pair quantity) throws UcumException {
        if (quantity.getValue() == null) {
            return super.getCanonicalForm(quantity);
        }
        if (!UnitBounds.areKeptBy(quantity.getCode())) {
            // HAPI then treats the unit as one that cannot be converted, and finds the value by the unit's code
            // alone.
            throw new UcumException("The unit is too large to be calculated with.");
        }
        Unit unit = units.get(quantity.getCode());
        if (unit == null) {
            unit = expand(quantity.getCode());
            if (units.size() < MOST) {
                units.put(quantity.getCode(), unit);
            }
        }
        Pair canonical = new Pair(quantity.getValue().multiply(unit.factor()), unit.canonical());
        if (quantity.getValue().isWholeNumber()) {
            canonical.getValue().checkForCouldBeWholeNumber();
        }
        return canonical;
    }

    private Unit expand(String code) throws UcumException {
        Canonical canonical =
                new Converter(getModel(), new Registry()).convert(new ExpressionParser(getModel()).parse(code));
        return new Unit(canonical.getValue(), new ExpressionComposer().compose(canonical, false));
    }

    /** The canonical form of a unit: its factor and base units. */
    private record Unit(Decimal factor, String canonical) {}
}
