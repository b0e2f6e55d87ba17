package org.platelink.laboratory.intake.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.laboratory.lab.DeliveredResource;

/** What a store and its ledger hold, in memory: results in their newest states, found as the matcher finds them. */
final class MemoryStore {

    private final Map<String, String> leads = new HashMap<>();
    private final Map<String, Entry> kept = new LinkedHashMap<>();

    /** A resource in its newest state. */
    record Entry(DeliveredResource state, String lead, ResultTimestamp stamp, String report) {

        MatchCandidate candidate(String id) {
            return new MatchCandidate(
                    id,
                    state.identity().subject(),
                    LaboratoryResources.time(state.resource()),
                    state.identity().sender(),
                    state.identity().codes(),
                    LaboratoryResources.status(state.resource()),
                    report);
        }
    }

    /**
     * Stores what a message brings.
     *
     * @return why not; empty if it was stored
     */
    List<ResultMatch.Conflict> store(Delivery delivery) {
        Map<DeliveredResource, String> ofLead = new IdentityHashMap<>();
        for (DeliveredResource one : delivery.resources()) {
            ofLead.put(one, leads.getOrDefault(one.name(), one.identity().number()));
        }
        Map<DeliveredResource, ResultMatch> matches = new ResultMatcher(
                        delivery.resources(),
                        one -> alike(Set.of(ofLead.get(one))),
                        one -> alike(Set.copyOf(one.identity().following())),
                        ofLead::get,
                        kept::containsKey)
                .match();
        List<ResultMatch.Conflict> conflicts = matches.values().stream()
                .filter(ResultMatch.Conflict.class::isInstance)
                .map(ResultMatch.Conflict.class::cast)
                .toList();
        if (conflicts.isEmpty()) {
            delivery.resources().forEach(one -> leads.put(one.name(), ofLead.get(one)));
            matches.forEach((one, match) -> keep(one, id(match), ofLead.get(one), delivery.stamp(one), matches));
        }
        return conflicts;
    }

    private void keep(
            DeliveredResource one,
            String id,
            String lead,
            ResultTimestamp stamp,
            Map<DeliveredResource, ResultMatch> matches) {
        Entry before = kept.get(id);
        if (before != null
                && !before.state().identity().subject().equals(one.identity().subject())) {
            throw new AssertionError("a result changed its subject");
        }
        if (before == null || !stamp.isBefore(before.stamp())) {
            String report = matches.entrySet().stream()
                    .filter(entry -> entry.getKey().resource().getIdPart().equals(one.report()))
                    .map(entry -> id(entry.getValue()))
                    .findFirst()
                    .orElse(null);
            kept.put(id, new Entry(one, lead, stamp, report));
        }
    }

    private static String id(ResultMatch match) {
        return match instanceof ResultMatch.NewVersion stored ? stored.id() : ((ResultMatch.NewResource) match).id();
    }

    private List<MatchCandidate> alike(Set<String> ofLeads) {
        List<MatchCandidate> all = new ArrayList<>();
        kept.forEach((id, one) -> {
            if (ofLeads.contains(one.lead())) {
                all.add(one.candidate(id));
            }
        });
        return all;
    }

    /** All results that are not taken back, as {@code subject time status value}. */
    List<String> results() {
        return kept.values().stream()
                .map(Entry::state)
                .map(DeliveredResource::resource)
                .filter(Observation.class::isInstance)
                .map(Observation.class::cast)
                .map(MemoryStore::written)
                .sorted()
                .toList();
    }

    /** All resources of a type. */
    <T extends Resource> List<T> all(Class<T> type) {
        return kept.values().stream()
                .map(one -> one.state().resource())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    static String written(Observation result) {
        return result.getSubject().getReference() + " "
                + result.getEffectiveDateTimeType().getValue().toInstant() + " "
                + result.getStatus().toCode() + " "
                + result.getValueQuantity().getValue().toPlainString();
    }
}
