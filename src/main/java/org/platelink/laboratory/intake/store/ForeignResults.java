package org.platelink.laboratory.intake.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.platelink.laboratory.intake.store.SpecimenTime.Agreement;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.platform.server.FhirErrors;

/**
 * Stored resources that carry the identifier of a delivered result but were not delivered by a laboratory.
 *
 * <p>One identifier means one result, whoever stored it, so these are candidates for the match too. The ledger does
 * not know them.
 */
final class ForeignResults {

    private final Map<DeliveredResource, List<String>> all;
    private final Map<DeliveredResource, List<MatchCandidate>> others;

    private ForeignResults(
            Map<DeliveredResource, List<String>> all, Map<DeliveredResource, List<MatchCandidate>> others) {
        this.all = all;
        this.others = others;
    }

    /**
     * Reads those resources that are not in the ledger.
     *
     * @param all the ids of what is stored with the identifier of each delivered resource
     */
    static ForeignResults of(Map<DeliveredResource, List<String>> all, ResultLedger ledger, StoredResultFacts traits) {
        Set<String> ids = new HashSet<>();
        all.values().forEach(ids::addAll);
        Map<DeliveredResource, List<MatchCandidate>> others = new IdentityHashMap<>();
        if (!ids.isEmpty()) {
            Set<String> delivered = new HashSet<>();
            ledger.ofNumbers(ids).stream().filter(row -> row.stored() != null).forEach(row -> delivered.add(row.id()));
            all.forEach((one, found) -> others.put(
                    one,
                    found.stream()
                            .filter(id -> !delivered.contains(id))
                            .map(id -> traits.of(one.resource().fhirType(), id, null, null))
                            .toList()));
        }
        return new ForeignResults(all, others);
    }

    /** Adds them to the candidates, as if laboratories had delivered them before everything else (arrival 0). */
    void addTo(Map<String, LedgerRow> rows, Map<DeliveredResource, String> leads) {
        others.forEach((one, found) -> found.forEach(candidate -> rows.putIfAbsent(
                candidate.id(),
                new LedgerRow(
                        candidate.id(),
                        Objects.requireNonNull(leads.get(one)),
                        null,
                        new StoredState(new ResultTimestamp(null, null, 0), candidate.status(), new byte[0]),
                        candidate.subject(),
                        candidate.time(),
                        null,
                        null,
                        false))));
    }

    /**
     * Decides the conditional creates and updates.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (412) if several results have the
     *     identifier of the condition, or if it belongs to a result of another participant or time
     */
    void settle(Map<DeliveredResource, ResultMatch> matches, Set<String> onCondition, Set<String> onlyIfNew) {
        for (DeliveredResource one : new ArrayList<>(matches.keySet())) {
            String id = one.resource().getIdPart();
            if (onCondition.contains(id)) {
                if (all.getOrDefault(one, List.of()).size() > 1) {
                    throw FhirErrors.precondition(
                            one.numberPlace(),
                            "Several results of the site are stored with this identifier, so that the condition does not tell"
                                    + " which is meant. Send it with PUT under the id of the one. Nothing was changed.");
                }
                others.getOrDefault(one, List.of())
                        .forEach(candidate -> settle(one, candidate, matches, onlyIfNew.contains(id)));
            }
        }
    }

    private static void settle(
            DeliveredResource one,
            MatchCandidate stored,
            Map<DeliveredResource, ResultMatch> matches,
            boolean onlyIfNew) {
        boolean isOther = !stored.subject().equals(one.identity().subject())
                || SpecimenTime.compare(stored.time(), one.identity().time()) == Agreement.OTHER;
        if (isOther) {
            throw FhirErrors.precondition(
                    one.numberPlace(),
                    "The identifier is that of " + one.resource().fhirType() + "/" + stored.id()
                            + ", which is of another participant or of another time. Find out which of them is wrong, and send"
                            + " this one with an identifier of its own. Nothing was changed.");
        }
        if (onlyIfNew) {
            matches.put(one, new ResultMatch.NewVersion(stored.id()));
        }
    }
}
