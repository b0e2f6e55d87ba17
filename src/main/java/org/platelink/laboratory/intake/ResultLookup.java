package org.platelink.laboratory.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.intake.ResultLedger.Row;
import org.platelink.laboratory.intake.ResultMatcher.Candidate;
import org.platelink.laboratory.intake.ResultMatcher.Match;
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
    private final StoredResultFacts traits;
    private final StoredIdentifiers identifiers;
    private final String site;

    ResultLookup(
            ResultLedger ledger, OwnCodes codes, StoredResultFacts traits, StoredIdentifiers identifiers, String site) {
        this.identifiers = identifiers;
        this.ledger = ledger;
        this.codes = codes;
        this.traits = traits;
        this.site = site;
    }

    /**
     * The matches of a message.
     *
     * @param matches what each result is
     * @param leads the id of the first resource with each result's number
     * @param rows the ledger rows of what is stored, by id
     */
    record Matches(Map<DeliveredResource, Match> matches, Map<DeliveredResource, String> leads, Map<String, Row> rows) {

        /** The results whose match is ambiguous. */
        List<Match.Conflict> conflicts() {
            return matches.values().stream()
                    .filter(Match.Conflict.class::isInstance)
                    .map(Match.Conflict.class::cast)
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

    /** Matches without locks and without writing: the outcome may be another when the message is applied. */
    Matches peek(List<DeliveredResource> resources) {
        Map<String, byte[]> names = names(resources);
        Map<byte[], String> added = new HashMap<>();
        Map<DeliveredResource, String> leads = leads(resources, names, added);
        Map<String, Row> rows = new HashMap<>();
        addNumbers(rows, leads.values());
        Set<String> own = apart(resources, names, leads, rows, added);
        if (!own.isEmpty()) {
            addNumbers(rows, own);
        }
        return matched(resources, leads, rows);
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
    Matches lock(List<DeliveredResource> resources, Set<String> onCondition, Set<String> onlyIfNew) {
        identifiers.share(resources);
        Map<String, byte[]> names = names(resources);
        Map<byte[], String> added = new HashMap<>();
        Map<DeliveredResource, String> leads = leads(resources, names, added);
        Map<String, Row> rows = new HashMap<>();
        ledger.locked(site, leads.values()).forEach(row -> rows.put(row.id(), row));
        Set<String> own = apart(resources, names, leads, rows, added);
        if (!own.isEmpty()) {
            ledger.locked(site, own).forEach(row -> rows.put(row.id(), row));
        }
        if (!added.isEmpty()) {
            ledger.name(site, added);
        }
        Set<String> shared =
                rows.values().stream().filter(Row::shared).map(Row::id).collect(Collectors.toSet());
        if (!shared.isEmpty()) {
            addNumbers(rows, shared);
        }
        Map<String, Row> known = Map.copyOf(rows);
        ForeignResults others = ForeignResults.of(identifiers.of(site, resources), ledger, traits);
        others.addTo(rows, leads);
        Matches found = matched(resources, leads, rows);
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

    private static Optional<String> id(Match match) {
        if (match instanceof Match.Stored stored) {
            return Optional.of(stored.id());
        }
        return match instanceof Match.New fresh ? Optional.of(fresh.id()) : Optional.empty();
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
        Map<String, Row> rows = new HashMap<>();
        addNumbers(rows, List.of(lead));
        Map<DeliveredResource, String> leads = new IdentityHashMap<>(Map.of(one, lead));
        return matched(List.of(one), leads, rows).matches().get(one) instanceof Match.Stored
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
            Map<String, Row> rows,
            Map<byte[], String> added) {
        Set<String> apart = new HashSet<>();
        for (DeliveredResource one : resources) {
            String lead = Objects.requireNonNull(leads.get(one));
            Row row = rows.get(lead);
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

    private void addNumbers(Map<String, Row> rows, Collection<String> leads) {
        ledger.ofNumbers(leads).forEach(row -> rows.putIfAbsent(row.id(), row));
    }

    private Matches matched(
            List<DeliveredResource> resources, Map<DeliveredResource, String> leads, Map<String, Row> rows) {
        addFollowing(resources, leads, rows);
        Matches found = match(resources, leads, rows, false);
        // Conflicts are matched once more against the stored resources: what people have corrected there is not in the
        // ledger.
        return found.conflicts().isEmpty() ? found : match(resources, leads, rows, true);
    }

    private void addFollowing(
            List<DeliveredResource> resources, Map<DeliveredResource, String> leads, Map<String, Row> rows) {
        Set<String> following = new LinkedHashSet<>();
        for (DeliveredResource one : resources) {
            Row row = rows.get(leads.get(one));
            if (row != null && row.stored() != null) {
                following.addAll(one.identity().following());
            }
        }
        following.removeAll(rows.keySet());
        if (!following.isEmpty()) {
            addNumbers(rows, following);
        }
    }

    private Matches match(
            List<DeliveredResource> resources,
            Map<DeliveredResource, String> leads,
            Map<String, Row> rows,
            boolean asStored) {
        Map<String, List<Row>> byLead =
                rows.values().stream().filter(row -> row.stored() != null).collect(Collectors.groupingBy(Row::lead));
        Map<String, Candidate> candidates = new HashMap<>();
        Function<DeliveredResource, List<Candidate>> alike =
                one -> candidates(one, List.of(leads.get(one)), byLead, candidates, asStored);
        Function<DeliveredResource, List<Candidate>> following =
                one -> candidates(one, one.identity().following(), byLead, candidates, asStored);
        Map<DeliveredResource, Match> matches = new ResultMatcher(resources, alike, following, leads::get, id -> {
                    Row row = rows.get(id);
                    return row != null && row.stored() != null;
                })
                .match();
        return new Matches(matches, leads, rows);
    }

    private List<Candidate> candidates(
            DeliveredResource one,
            List<String> leads,
            Map<String, List<Row>> byLead,
            Map<String, Candidate> known,
            boolean asStored) {
        List<Candidate> all = new ArrayList<>();
        for (String lead : leads) {
            for (Row row : byLead.getOrDefault(lead, List.of())) {
                all.add(known.computeIfAbsent(
                        row.id(), id -> candidate(row, one.resource().fhirType(), asStored)));
            }
        }
        return all;
    }

    private Candidate candidate(Row row, String type, boolean asStored) {
        Candidate kept = row.subject() == null
                ? null
                : new Candidate(
                        row.id(),
                        row.subject(),
                        row.effective(),
                        row.sender(),
                        codes(row.codes()),
                        Objects.requireNonNull(row.stored()).status(),
                        row.report());
        return kept == null || asStored ? traits.of(type, row.id(), row.report(), kept) : kept;
    }

    private static Set<String> codes(@Nullable String lines) {
        return lines == null ? Set.of() : Set.copyOf(Arrays.asList(lines.split("\n")));
    }
}
