package org.platelink.laboratory.intake.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.lab.DeliveredResource;

/** Makes candidates of the ledger's rows and has the {@link ResultMatcher} decide among them. */
final class CandidateMatching {

    private final ResultLedger ledger;
    private final StoredResultFacts facts;

    CandidateMatching(ResultLedger ledger, StoredResultFacts facts) {
        this.ledger = ledger;
        this.facts = facts;
    }

    /**
     * Matches results with the stored ones.
     *
     * @param leads the id of the first resource with each result's number
     * @param rows the ledger rows of all that has these numbers, by id; those of following numbers are added
     */
    ResultMatches of(
            List<DeliveredResource> resources, Map<DeliveredResource, String> leads, Map<String, LedgerRow> rows) {
        addFollowing(resources, leads, rows);
        ResultMatches found = match(resources, leads, rows, false);
        // Conflicts are matched once more against the stored resources: what people have corrected there is not in the
        // ledger.
        return found.conflicts().isEmpty() ? found : match(resources, leads, rows, true);
    }

    private void addFollowing(
            List<DeliveredResource> resources, Map<DeliveredResource, String> leads, Map<String, LedgerRow> rows) {
        Set<String> following = new LinkedHashSet<>();
        for (DeliveredResource one : resources) {
            LedgerRow row = rows.get(leads.get(one));
            if (row != null && row.stored() != null) {
                following.addAll(one.identity().following());
            }
        }
        following.removeAll(rows.keySet());
        if (!following.isEmpty()) {
            ledger.ofNumbers(following).forEach(row -> rows.putIfAbsent(row.id(), row));
        }
    }

    private ResultMatches match(
            List<DeliveredResource> resources,
            Map<DeliveredResource, String> leads,
            Map<String, LedgerRow> rows,
            boolean asStored) {
        Map<String, List<LedgerRow>> byLead = rows.values().stream()
                .filter(row -> row.stored() != null)
                .collect(Collectors.groupingBy(LedgerRow::lead));
        Map<String, MatchCandidate> candidates = new HashMap<>();
        Function<DeliveredResource, List<MatchCandidate>> alike =
                one -> candidates(one, List.of(leads.get(one)), byLead, candidates, asStored);
        Function<DeliveredResource, List<MatchCandidate>> following =
                one -> candidates(one, one.identity().following(), byLead, candidates, asStored);
        Map<DeliveredResource, ResultMatch> matches = new ResultMatcher(resources, alike, following, leads::get, id -> {
                    LedgerRow row = rows.get(id);
                    return row != null && row.stored() != null;
                })
                .match();
        return new ResultMatches(matches, leads, rows);
    }

    private List<MatchCandidate> candidates(
            DeliveredResource one,
            List<String> leads,
            Map<String, List<LedgerRow>> byLead,
            Map<String, MatchCandidate> known,
            boolean asStored) {
        List<MatchCandidate> all = new ArrayList<>();
        for (String lead : leads) {
            for (LedgerRow row : byLead.getOrDefault(lead, List.of())) {
                all.add(known.computeIfAbsent(
                        row.id(), id -> candidate(row, one.resource().fhirType(), asStored)));
            }
        }
        return all;
    }

    private MatchCandidate candidate(LedgerRow row, String type, boolean asStored) {
        MatchCandidate kept = row.subject() == null
                ? null
                : new MatchCandidate(
                        row.id(),
                        row.subject(),
                        row.effective(),
                        row.sender(),
                        codes(row.codes()),
                        row.state().status(),
                        row.report());
        return kept == null || asStored ? facts.of(type, row.id(), row.report(), kept) : kept;
    }

    private static Set<String> codes(@Nullable String lines) {
        return lines == null ? Set.of() : Set.copyOf(Arrays.asList(lines.split("\n")));
    }
}
