package org.platelink.laboratory.intake.fhir;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.lab.Analytes;

/**
 * Removes Observations that do not belong to the study from a transaction.
 *
 * <p>Those are the results whose code the site's ConceptMap excludes, and those that the guide knows as the study's
 * own facts and not as a laboratory's, such as an age that an analyser has computed. References to them are removed
 * from the {@code result} of the reports.
 */
final class ExcludedEntries {

    private final Analytes analytes;

    ExcludedEntries(Analytes analytes) {
        this.analytes = analytes;
    }

    /**
     * Why a result is left out.
     *
     * @param sentence the explanation for its sender
     */
    record Exclusion(String sentence) {}

    /**
     * Removes the excluded results from the transaction.
     *
     * @return what was removed, by its index among the entries as they were sent
     */
    Map<Integer, Exclusion> takenOutOf(Bundle transaction, FhirCodeMapping words) {
        Map<Integer, Exclusion> out = new TreeMap<>();
        Set<String> addresses = new HashSet<>();
        List<BundleEntryComponent> kept = new ArrayList<>();
        for (int i = 0; i < transaction.getEntry().size(); i++) {
            BundleEntryComponent entry = transaction.getEntry().get(i);
            Exclusion why = entry.getResource() instanceof Observation result ? why(result, words) : null;
            if (why == null) {
                kept.add(entry);
            } else {
                out.put(i, why);
                addresses.add(String.valueOf(entry.getFullUrl()));
            }
        }
        if (!out.isEmpty()) {
            transaction.setEntry(kept);
            kept.stream()
                    .map(BundleEntryComponent::getResource)
                    .filter(DiagnosticReport.class::isInstance)
                    .forEach(report -> ((DiagnosticReport) report)
                            .getResult()
                            .removeIf(result -> addresses.contains(String.valueOf(result.getReference()))));
        }
        return out;
    }

    /** Why a result is left out; null if it belongs to the study. */
    @Nullable
    Exclusion why(Observation result, FhirCodeMapping words) {
        if (words.isNotTaken(result.getCode())) {
            return new Exclusion("The site's map says that this code is not of the trial; the result was left out.");
        }
        // Only LOINC codes count: a sender that uses the study's own code systems means the study's own facts.
        return analytes.isOther(words.inLoinc(result.getCode())) && !isVitalSign(result)
                ? new Exclusion(
                        "What no laboratory measures, such as an age, is recorded by the study itself; the result was"
                                + " left out.")
                : null;
    }

    /** Weight and blood pressure are measured on a ward and are delivered as vital signs. */
    private static boolean isVitalSign(Observation result) {
        return result.getCategory().stream()
                .flatMap(category -> category.getCoding().stream())
                .anyMatch(coding -> "vital-signs".equals(coding.getCode()));
    }
}
