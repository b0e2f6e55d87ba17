package org.platelink.lab;

import java.util.List;
import org.platelink.journal.Finding;

/**
 * What the results of one patient come to in FHIR.
 *
 * @param delivered what to store, if there is no finding
 * @param findings what keeps it from being stored
 * @param accounted how many OBX segments it is made of, those left out on purpose included
 * @param notTaken how many of them a map leaves out on purpose
 */
public record Translated(List<Delivered> delivered, List<Finding> findings, int accounted, int notTaken) {

    public Translated {
        delivered = List.copyOf(delivered);
        findings = List.copyOf(findings);
    }
}
