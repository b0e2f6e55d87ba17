package org.platelink.laboratory.lab;

import java.util.List;
import org.platelink.laboratory.journal.Finding;

/**
 * What the results of one patient come to in FHIR.
 *
 * @param delivered what to store, if there is no finding
 * @param findings what keeps it from being stored
 * @param accounted how many OBX segments it is made of, those left out on purpose included
 * @param notTaken how many of them are left out on purpose: those that a map says are not of the trial, details of an order,
 *     and what is no laboratory's to say
 * @param held what holds back single results, where results may be stored without the others of their message; these are
 *     not among those delivered
 * @param waiting of how many OBX segments those are
 */
public record TranslatedResults(
        List<DeliveredResource> delivered,
        List<Finding> findings,
        int accounted,
        int notTaken,
        List<Finding> held,
        int waiting) {

    public TranslatedResults {
        delivered = List.copyOf(delivered);
        findings = List.copyOf(findings);
        held = List.copyOf(held);
    }
}
