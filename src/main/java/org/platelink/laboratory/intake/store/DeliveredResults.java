package org.platelink.laboratory.intake.store;

import java.util.List;
import org.platelink.platform.server.IdentifierQuery;

/** Finds stored results by their ids and identifiers, for changes of a part of them. */
public final class DeliveredResults {

    private final ResultLedger ledger;
    private final StoredIdentifiers identifiers;

    DeliveredResults(ResultLedger ledger, StoredIdentifiers identifiers) {
        this.ledger = ledger;
        this.identifiers = identifiers;
    }

    /** Whether a resource was delivered by a laboratory; what people have stored was not. */
    public boolean isDelivered(String id) {
        return ledger.ofNumbers(List.of(id)).stream().anyMatch(row -> row.id().equals(id) && row.stored() != null);
    }

    /** The ids of what a site has stored with an identifier, whoever stored it. */
    public List<String> withIdentifier(String site, String type, IdentifierQuery query) {
        return identifiers.of(site, type, query);
    }
}
