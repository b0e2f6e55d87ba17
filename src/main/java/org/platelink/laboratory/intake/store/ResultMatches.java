package org.platelink.laboratory.intake.store;

import java.util.List;
import java.util.Map;
import org.platelink.laboratory.lab.DeliveredResource;

/**
 * The matches of a message.
 *
 * @param matches what each result is
 * @param leads the id of the first resource with each result's number
 * @param rows the ledger rows of what is stored, by id
 */
record ResultMatches(
        Map<DeliveredResource, ResultMatch> matches,
        Map<DeliveredResource, String> leads,
        Map<String, LedgerRow> rows) {

    /** The results whose match is ambiguous. */
    List<ResultMatch.Conflict> conflicts() {
        return matches.values().stream()
                .filter(ResultMatch.Conflict.class::isInstance)
                .map(ResultMatch.Conflict.class::cast)
                .toList();
    }

    /** The addresses of the stored resources with the number of a result. */
    List<String> alike(DeliveredResource one) {
        return rows.values().stream()
                .filter(row -> row.lead().equals(leads.get(one)) && row.stored() != null)
                .map(row -> one.resource().fhirType() + "/" + row.id())
                .toList();
    }
}
