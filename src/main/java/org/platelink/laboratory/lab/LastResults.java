package org.platelink.laboratory.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Observation;

/**
 * Selects the latest results of each code from a list.
 *
 * <p>Results are grouped by the first coding of {@code Observation.code}, or by its text if there is no coding.
 *
 * @param number how many results per group; results with the same time as the last of them are included, as FHIR
 *     demands
 */
record LastResults(int number) {

    LastResults {
        if (number < 1) {
            throw new IllegalArgumentException("max must be 1 or more");
        }
    }

    /**
     * Selects the latest results.
     *
     * @param newestFirst results sorted by time, newest first
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
