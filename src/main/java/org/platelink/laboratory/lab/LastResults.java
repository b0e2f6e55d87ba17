package org.platelink.laboratory.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Observation;

/**
 * The last results of each kind among many.
 *
 * <p>A kind is the first coding of {@code Observation.code}, or its text where there is no coding.
 *
 * @param number how many of each kind; results of the same time as the last of them come too, as FHIR asks
 */
record LastResults(int number) {

    LastResults {
        if (number < 1) {
            throw new IllegalArgumentException("max must be 1 or more");
        }
    }

    /**
     * Picks the last results.
     *
     * @param newestFirst results in the order of their time, newest first
     */
    List<Observation> among(List<Observation> newestFirst) {
        Map<String, List<Observation>> picked = new HashMap<>();
        List<Observation> last = new ArrayList<>();
        for (Observation result : newestFirst) {
            List<Observation> ofItsKind = picked.computeIfAbsent(kind(result), kind -> new ArrayList<>());
            if (ofItsKind.size() < number || isOfTheSameTime(result, ofItsKind.get(ofItsKind.size() - 1))) {
                ofItsKind.add(result);
                last.add(result);
            }
        }
        return last;
    }

    private static boolean isOfTheSameTime(Observation result, Observation other) {
        return result.hasEffectiveDateTimeType()
                && other.hasEffectiveDateTimeType()
                && result.getEffectiveDateTimeType()
                        .getValueAsString()
                        .equals(other.getEffectiveDateTimeType().getValueAsString());
    }

    private static String kind(Observation result) {
        return result.getCode().hasCoding()
                ? result.getCode().getCodingFirstRep().getSystem() + "|"
                        + result.getCode().getCodingFirstRep().getCode()
                : String.valueOf(result.getCode().getText());
    }
}
