package org.platelink.platform.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.api.dao.ReindexOutcome;
import ca.uhn.fhir.jpa.api.dao.ReindexParameters;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.platelink.platform.background.BackgroundWorker;
import org.platelink.platform.hapi.search.NamedSearchParameters;
import org.platelink.platform.hapi.table.ResourceTable;
import org.platelink.platform.search.IndexedParameters.Row;
import org.platelink.platform.server.Fingerprint;
import org.platelink.platform.server.StartUpStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Background job that indexes the stored resources by search parameters that are new. It works half of the time of
 * one thread. Until it is done, a search by a new parameter is refused with 503 (see {@link NamedSearchParameters}),
 * because it would return some of the matches as if they were all.
 */
final class Reindexing implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Reindexing.class);
    private static final int BATCH = 50;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int TRIES = 3;

    private final FhirContext fhir;
    private final NamedSearchParameters registry;
    private final DaoRegistry resources;
    private final IndexedParameters indexed;
    private final ResourceTable stored;
    private final TransactionOperations transaction;
    private final BackgroundWorker worker;
    private int failures;
    private volatile boolean running;

    Reindexing(
            FhirContext fhir,
            NamedSearchParameters registry,
            DaoRegistry resources,
            IndexedParameters indexed,
            ResourceTable stored,
            TransactionOperations transaction) {
        this.fhir = fhir;
        this.registry = registry;
        this.resources = resources;
        this.indexed = indexed;
        this.stored = stored;
        this.transaction = transaction;
        this.worker = BackgroundWorker.of("reindexing", this::round)
                .retryingAfter(PAUSE)
                .patience(PAUSE)
                .interruptedAtStop();
    }

    /** After the study and its search parameters are loaded, and before the first request. */
    @Override
    public int getPhase() {
        return StartUpStep.SITES + 100;
    }

    @Override
    public void start() {
        running = true;
        look();
        Map<String, Set<String>> pending = registry.unindexed();
        if (!pending.isEmpty()) {
            StartUpStep.tell(
                    "search", "new search parameters: what is stored is indexed by them in the background " + pending);
            worker.start();
        }
    }

    @Override
    public void stop() {
        running = false;
        worker.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Compares the active parameters with the table, and marks the new ones as pending. */
    void look() {
        Set<String> types = new TreeSet<>(fhir.getResourceTypes());
        Set<String> filled = stored.storedTypes(types);
        Map<String, Row> rows = indexed.all();
        boolean isFirst = rows.isEmpty();
        for (String type : types) {
            Row before = rows.getOrDefault(type, new Row(Set.of(), Set.of(), 0));
            Row now = isFirst
                    ? begun(type, filled.contains(type))
                    : continued(before, parameters(type).keySet(), filled.contains(type));
            if (!now.equals(before)) {
                indexed.put(type, now);
            }
        }
        registry.unindexed(indexed.pending());
    }

    /**
     * The state of a database that an older version of the server filled, and that has no rows yet. A parameter is
     * new if resources of the type are older than its SearchParameter resource.
     */
    private Row begun(String type, boolean isStored) {
        Set<String> done = new TreeSet<>();
        Set<String> pending = new TreeSet<>();
        parameters(type).forEach((text, parameter) -> {
            boolean isNew = isStored
                    && parameter.getId() != null
                    && stored.isOlderThanParameter(type, parameter.getId().getIdPart());
            (isNew ? pending : done).add(text);
        });
        return new Row(done, pending, 0);
    }

    private static Row continued(Row before, Set<String> parameters, boolean isStored) {
        Set<String> done = new TreeSet<>(before.parameters());
        Set<String> pending = new TreeSet<>(parameters);
        // A parameter that no longer exists is removed: resources written meanwhile are not indexed by it, should it
        // return.
        done.retainAll(parameters);
        pending.removeAll(done);
        if (!isStored) {
            done.addAll(pending);
            return new Row(done, Set.of(), 0);
        }
        return new Row(done, pending, before.pending().containsAll(pending) ? before.reached() : 0);
    }

    private Map<String, RuntimeSearchParam> parameters(String type) {
        Map<String, RuntimeSearchParam> parameters = new java.util.TreeMap<>();
        registry.getActiveSearchParams(type, SearchParamLookupContextEnum.ALL)
                .values()
                .forEach(parameter -> parameters.put(
                        parameter.getName() + " "
                                + Fingerprint.hex(kind(parameter) + " " + parameter.getPath())
                                        .substring(0, 16),
                        parameter));
        return parameters;
    }

    /**
     * The kind of a parameter, as it goes into the fingerprint. Quantities were once indexed in other ways, which do
     * not find a value with a comparator or with many digits; the longer text makes those parameters count as new.
     */
    private static String kind(RuntimeSearchParam parameter) {
        return parameter.getParamType() == RestSearchParameterTypeEnum.QUANTITY
                ? "QUANTITY with comparators and many digits"
                : parameter.getParamType().name();
    }

    /** Reindexes a batch, until nothing is pending. */
    private Duration round() {
        if (registry.unindexed().isEmpty()) {
            StartUpStep.tell("search", "what is stored is indexed by the new search parameters");
            return BackgroundWorker.END;
        }
        String type = registry.unindexed().keySet().iterator().next();
        long began = System.nanoTime();
        int most = failures == 0 ? BATCH : 1;
        boolean isSkipped = failures > TRIES;
        // A failure is most likely a concurrent write of the resource. A resource that fails each time is skipped in
        // the end.
        failures++;
        boolean hadTurn = Boolean.TRUE.equals(transaction.execute(status -> index(type, most, isSkipped)));
        failures = 0;
        registry.unindexed(indexed.pending());
        return hadTurn ? Duration.ofNanos(System.nanoTime() - began) : PAUSE;
    }

    /** Reindexes one batch; false if another server holds the lock on the type. */
    private boolean index(String type, int most, boolean isSkipped) {
        Row row = indexed.turn(type).orElse(null);
        if (row == null) {
            return false;
        }
        List<Long> numbers = stored.keysAfter(type, row.reached(), most);
        if (numbers.isEmpty()) {
            Set<String> all = new TreeSet<>(row.parameters());
            all.addAll(row.pending());
            indexed.put(type, new Row(all, Set.of(), 0));
            return true;
        }
        if (!isSkipped) {
            numbers.forEach(number -> index(type, number));
        }
        indexed.put(type, new Row(row.parameters(), row.pending(), numbers.get(numbers.size() - 1)));
        return true;
    }

    private void index(String type, long number) {
        IFhirResourceDao<?> stored = resources.getResourceDao(type);
        ReindexOutcome outcome = stored.reindex(
                JpaPid.fromId(number), new ReindexParameters(), new SystemRequestDetails(), new TransactionDetails());
        if (!outcome.getWarnings().isEmpty()) {
            LOG.warn("one {} cannot be indexed anew, and keeps the index that it has", type);
        }
    }
}
