package org.platelink.units;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fhir.ucum.UcumService;

/** Tells what is a unit of UCUM, by its grammar and its table of units. */
public final class Ucum {

    /** Units are few; should a sender make up thousands, they are looked up each time. */
    private static final int MOST = 1000;

    private static final UcumService SERVICE = RememberedUnits.load();
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
}
