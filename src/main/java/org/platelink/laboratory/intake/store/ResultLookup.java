package org.platelink.laboratory.intake.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.laboratory.lab.ResultId;
import org.platelink.platform.server.Fingerprint;

/**
 * Finds the stored result of which each result of a message is a new state.
 *
 * <p>First by the name in the sender's own codes: a result's number is derived from its LOINC code, and when a map is
 * corrected, the next state of a result must still become a version of the same resource. Then {@link ResultMatcher}
 * decides among all stored results with that number. If a laboratory has two codes for one LOINC code, a result of
 * the second does not become a version of a result of the first.
 */
final class ResultLookup {

    private final ResultLedger ledger;
    private final OwnCodes codes;
    private final CandidateMatching matching;
    private final StoredResultFacts traits;
    private final StoredIdentifiers identifiers;
    private final String site;

    ResultLookup(
            ResultLedger ledger, OwnCodes codes, StoredResultFacts traits, StoredIdentifiers identifiers, String site) {
        this.identifiers = identifiers;
        this.ledger = ledger;
        this.codes = codes;
        this.traits = traits;
        this.matching = new CandidateMatching(ledger, traits);
        this.site = site;
    }

    /** Matches without locks and without writing: the outcome may be another when the message is applied. */
    ResultMatches peek(List<DeliveredResource> resources) {
        Map<String, byte[]> names = names(resources);
        Map<byte[], String> added = new HashMap<>();
        Map<DeliveredResource, String> leads = leads(resources, names, added);
        Map<String, LedgerRow> rows = new HashMap<>();
        addNumbers(rows, leads.values());
        Set<String> own = apart(resources, names, leads, rows, added);
        if (!own.isEmpty()) {
            addNumbers(rows, own);
        }
        return matching.of(resources, leads, rows);
    }

    /**
     * Matches under locks that are held until the transaction ends, on all that has the numbers of the results; so
     * that of two messages with the same new result the second sees what the first has stored. The names of the
     * results are stored. What others than laboratories have stored with the identifier of a result counts as that
     * result too.
     *
     * @param onCondition the ids of conditional writes: at most one resource with their identifier may be stored
     * @param onlyIfNew the ids of those that are not written if one is stored
     */
    ResultMatches lock(List<DeliveredResource> resources, Set<String> onCondition, Set<String> onlyIfNew) {
        identifiers.share(resources);
        Map<String, byte[]> names = names(resources);
        Map<byte[], String> added = new HashMap<>();
        Map<DeliveredResource, String> leads = leads(resources, names, added);
        Map<String, LedgerRow> rows = new HashMap<>();
        ledger.locked(site, leads.values()).forEach(row -> rows.put(row.id(), row));
        Set<String> own = apart(resources, names, leads, rows, added);
        if (!own.isEmpty()) {
            ledger.locked(site, own).forEach(row -> rows.put(row.id(), row));
        }
        if (!added.isEmpty()) {
            ledger.name(site, added);
        }
        Set<String> shared = rows.values().stream()
                .filter(LedgerRow::shared)
                .map(LedgerRow::id)
                .collect(Collectors.toSet());
        if (!shared.isEmpty()) {
            addNumbers(rows, shared);
        }
        Map<String, LedgerRow> known = Map.copyOf(rows);
        ForeignResults others = ForeignResults.of(identifiers.of(site, resources), ledger, traits);
        others.addTo(rows, leads);
        ResultMatches found = matching.of(resources, leads, rows);
        others.settle(found.matches(), onCondition, onlyIfNew);
        Set<String> fresh = found.matches().values().stream()
                .map(ResultLookup::id)
                .flatMap(Optional::stream)
                .filter(id -> !known.containsKey(id))
                .collect(Collectors.toSet());
        if (!fresh.isEmpty()) {
            ledger.locked(site, fresh);
        }
        return found;
    }

    private static Optional<String> id(ResultMatch match) {
        if (match instanceof ResultMatch.NewVersion stored) {
            return Optional.of(stored.id());
        }
        return match instanceof ResultMatch.NewResource fresh ? Optional.of(fresh.id()) : Optional.empty();
    }

    private static Map<String, byte[]> names(List<DeliveredResource> resources) {
        Map<String, byte[]> names = new LinkedHashMap<>();
        for (DeliveredResource one : resources) {
            names.put(one.name(), Fingerprint.of(one.name()));
            String alternative = one.identity().alternative();
            if (alternative != null) {
                names.put(alternative, Fingerprint.of(alternative));
            }
        }
        return names;
    }

    private Map<DeliveredResource, String> leads(
            List<DeliveredResource> resources, Map<String, byte[]> names, Map<byte[], String> added) {
        Map<String, String> known = ledger.idsOf(site, names);
        Map<DeliveredResource, String> leads = new IdentityHashMap<>();
        for (DeliveredResource one : resources) {
            String lead = known.get(one.name());
            if (lead == null) {
                lead = byAlternative(one, known).orElse(one.identity().number());
                added.put(names.get(one.name()), lead);
            }
            leads.put(one, lead);
        }
        return leads;
    }

    /**
     * The number known by the alternative name of a result, if what is stored under it is certainly the same result.
     */
    private Optional<String> byAlternative(DeliveredResource one, Map<String, String> known) {
        String lead = one.identity().alternative() == null
                ? null
                : known.get(one.identity().alternative());
        if (lead == null) {
            return Optional.empty();
        }
        Map<String, LedgerRow> rows = new HashMap<>();
        addNumbers(rows, List.of(lead));
        Map<DeliveredResource, String> leads = new IdentityHashMap<>(Map.of(one, lead));
        return matching.of(List.of(one), leads, rows).matches().get(one) instanceof ResultMatch.NewVersion
                ? Optional.of(lead)
                : Optional.empty();
    }

    /**
     * Gives results a number of their own if what is stored under their number was sent with another of the
     * laboratory's own codes.
     */
    private Set<String> apart(
            List<DeliveredResource> resources,
            Map<String, byte[]> names,
            Map<DeliveredResource, String> leads,
            Map<String, LedgerRow> rows,
            Map<byte[], String> added) {
        Set<String> apart = new HashSet<>();
        for (DeliveredResource one : resources) {
            String lead = Objects.requireNonNull(leads.get(one));
            LedgerRow row = rows.get(lead);
            if (added.containsKey(names.get(one.name()))
                    && one.identity().codes().isEmpty()
                    && row != null
                    && row.stored() != null
                    && codes.isOther(one.resource(), lead, site)) {
                String own = ResultId.of("own-code", site, one.name());
                leads.put(one, own);
                added.put(names.get(one.name()), own);
                apart.add(own);
            }
        }
        return apart;
    }

    private void addNumbers(Map<String, LedgerRow> rows, Collection<String> leads) {
        ledger.ofNumbers(leads).forEach(row -> rows.putIfAbsent(row.id(), row));
    }
}
