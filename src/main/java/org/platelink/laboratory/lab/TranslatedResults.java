package org.platelink.laboratory.lab;

import java.util.List;
import org.platelink.laboratory.journal.Finding;

/**
 * The outcome of translating the results of one patient to FHIR.
 *
 * @param delivered the resources to store, if there are no findings
 * @param findings the reasons why they cannot be stored
 * @param accounted how many OBX segments were processed, including those left out on purpose
 * @param notTaken how many of them were left out on purpose: those that a map says are not part of the trial, details
 *     of an order, and what is not a laboratory result
 * @param heldBack the findings that hold back single results, if results may be stored without the others of their
 *     message; these results are not among those delivered
 * @param waiting how many OBX segments these results consist of
 */
public record TranslatedResults(
        List<DeliveredResource> delivered,
        List<Finding> findings,
        int accounted,
        int notTaken,
        List<Finding> heldBack,
        int waiting) {

    public TranslatedResults {
        delivered = List.copyOf(delivered);
        findings = List.copyOf(findings);
        heldBack = List.copyOf(heldBack);
    }
}
