package org.platelink.platform.hapi.table;

import ca.uhn.fhir.jpa.dao.IJpaStorageResourceParser;
import ca.uhn.fhir.jpa.dao.tx.HapiTransactionService;
import ca.uhn.fhir.jpa.model.entity.ResourceHistoryTable;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.platelink.platform.hapi.table.HistoryTable.Version;

/** Reads versions from HAPI's history table and parses them as HAPI does for the history of one resource. */
final class HistoryReader {

    private static final String BY_PID = "select v from ResourceHistoryTable v where v.myId.myVersionId in :pids";

    private final EntityManager entityManager;
    private final HapiTransactionService transactions;
    private final IJpaStorageResourceParser parser;

    HistoryReader(EntityManager entityManager, HapiTransactionService transactions, IJpaStorageResourceParser parser) {
        this.entityManager = entityManager;
        this.transactions = transactions;
        this.parser = parser;
    }

    List<IBaseResource> read(List<Version> versions, RequestDetails request) {
        if (versions.isEmpty()) {
            return List.of();
        }
        return transactions.withRequest(request).readOnly().execute(() -> {
            Map<Long, ResourceHistoryTable> rows = entityManager
                    .createQuery(BY_PID, ResourceHistoryTable.class)
                    .setParameter("pids", versions.stream().map(Version::key).toList())
                    .getResultStream()
                    .collect(Collectors.toMap(row -> row.getId().getId(), Function.identity()));
            return versions.stream()
                    .map(version -> {
                        ResourceHistoryTable row = Objects.requireNonNull(rows.get(version.key()));
                        row.setTransientForcedId(version.id());
                        return parser.toResource(row, true);
                    })
                    .toList();
        });
    }
}
