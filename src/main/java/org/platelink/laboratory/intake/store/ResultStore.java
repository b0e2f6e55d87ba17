package org.platelink.laboratory.intake.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.MessageStatus;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.laboratory.lab.ResultIdentity;
import org.platelink.platform.server.Fingerprint;
import org.platelink.platform.server.Precondition;

/**
 * Stores the resources of a message; only the newest state of each result becomes the current version.
 *
 * <p>An older state than the stored one is not written and stays in the journal alone; an identical state changes
 * nothing. Must be called in the transaction that also writes the status of the message.
 */
public final class ResultStore {

    private static final Set<String> UNFINISHED = Set.of("registered", "preliminary");

    private final DeliveryWriter writer;
    private final FhirContext fhir;
    private final ResultLedger ledger;
    private final ReportUpkeep reports;
    private final VisitLink visits;
    private final RetainedValues values;
    private final OwnCodes codes;
    private final StoredResultFacts facts;
    private final StoredIdentifiers identifiers;
    private final SharedNumbersListener listener;

    ResultStore(
            DeliveryWriter writer,
            FhirContext fhir,
            ResultLedger ledger,
            ReportUpkeep reports,
            VisitLink visits,
            RetainedValues values,
            OwnCodes codes,
            StoredResultFacts facts,
            StoredIdentifiers identifiers,
            SharedNumbersListener listener) {
        this.writer = writer;
        this.fhir = fhir;
        this.ledger = ledger;
        this.reports = reports;
        this.visits = visits;
        this.values = values;
        this.codes = codes;
        this.facts = facts;
        this.identifiers = identifiers;
        this.listener = listener;
    }

    /**
     * The outcome of storing a message.
     *
     * @param status applied, superseded, or parked
     * @param findings why it was parked; nothing is stored then
     * @param older the ids of the resources of which a newer state is stored
     * @param ids the ids of the resources, in their order
     * @param written the responses for the resources that were written, by id
     */
    public record Outcome(
            MessageStatus status,
            List<Finding> findings,
            Set<String> older,
            List<String> ids,
            Map<String, BundleEntryResponseComponent> written) {}

    /**
     * Stores a delivery.
     *
     * @param request the request on whose behalf it is stored
     */
    public Outcome store(Delivery delivery, RequestDetails request) {
        ResultMatches found =
                lookup(delivery.site()).lock(delivery.resources(), delivery.onCondition(), delivery.onlyIfNew());
        List<Finding> findings = new ArrayList<>(findings(found));
        if (!findings.isEmpty()) {
            return new Outcome(MessageStatus.PARKED, findings, Set.of(), List.of(), Map.of());
        }
        ResultIds byId = ResultIds.of(delivery.resources(), found, fhir);
        List<DeliveredResource> resources = byId.resources();
        Map<String, StoredState> stored = byId.stored();
        Set<String> leftAlone = byId.leftAlone(delivery.onlyIfNew());
        List<String> ids =
                resources.stream().map(one -> one.resource().getIdPart()).toList();
        visits.link(resources, delivery.site());
        Set<String> older = new HashSet<>();
        Map<String, LedgerRow> rows = new LinkedHashMap<>();
        List<Resource> changed = new ArrayList<>();
        for (DeliveredResource one : resources) {
            String id = one.resource().getIdPart();
            StoredState before = stored.get(id);
            ResultTimestamp stamp = delivery.stamp(one);
            if (before != null) {
                Precondition.of(one.resource())
                        .filter(Precondition::onlyNew)
                        .ifPresent(onlyNew -> onlyNew.requireOf(one.resource()));
            }
            if (before != null && stamp.isBefore(before.stamp())) {
                older.add(id);
            } else if (!leftAlone.contains(id)) {
                if (before != null && goesBack(one, before)) {
                    findings.add(goesBack(one));
                }
                if (before != null && one.keepsValue()) {
                    values.keep((Observation) one.resource());
                }
                rows.put(id, row(one, byId.lead(id), stamp));
                changed.add(one.resource());
            }
        }
        if (!findings.isEmpty()) {
            return new Outcome(MessageStatus.PARKED, findings, older, ids, Map.of());
        }
        ledger.write(List.copyOf(rows.values()));
        reports.complete(resources, rows.keySet(), changed);
        changed.removeIf(resource -> resource instanceof Observation
                && isSame(
                        stored.get(resource.getIdPart()),
                        Objects.requireNonNull(Objects.requireNonNull(rows.get(resource.getIdPart()))
                                .stored())));
        MessageStatus status = !ids.isEmpty() && older.size() == Set.copyOf(ids).size()
                ? MessageStatus.SUPERSEDED
                : MessageStatus.APPLIED;
        listener.stored(delivery.site(), byId.alikeOf(changed));
        return new Outcome(status, List.of(), older, ids, writer.write(delivery, changed, request));
    }

    /**
     * What would prevent a delivery from being stored, as far as it can be told before it is applied: it is ambiguous
     * which stored results it brings states of, or a final result would become preliminary again.
     */
    public List<Finding> conflicts(Delivery delivery) {
        ResultMatches found = lookup(delivery.site()).peek(delivery.resources());
        List<Finding> findings = new ArrayList<>(findings(found));
        found.matches().forEach((one, match) -> {
            if (match instanceof ResultMatch.NewVersion newVersion
                    && found.rows().containsKey(newVersion.id())) {
                StoredState before = found.rows().get(newVersion.id()).stored();
                if (before != null && !delivery.stamp(one).isBefore(before.stamp()) && goesBack(one, before)) {
                    findings.add(goesBack(one));
                }
            }
        });
        return findings;
    }

    /** The addresses of the stored results, by the place in the message that brings them. */
    public Map<String, String> addresses(String site, List<DeliveredResource> resources) {
        ResultMatches found = lookup(site).peek(resources);
        Map<String, String> addresses = new HashMap<>();
        found.matches().forEach((one, match) -> {
            if (match instanceof ResultMatch.NewVersion newVersion) {
                LedgerRow row = found.rows().get(newVersion.id());
                if (row != null && row.stored() != null) {
                    addresses.put(one.place(), one.resource().fhirType() + "/" + newVersion.id());
                }
            }
        });
        return addresses;
    }

    private ResultLookup lookup(String site) {
        return new ResultLookup(ledger, codes, facts, identifiers, site);
    }

    private static List<Finding> findings(ResultMatches found) {
        return found.conflicts().stream().map(ResultMatch.Conflict::finding).toList();
    }

    private LedgerRow row(DeliveredResource one, String lead, ResultTimestamp stamp) {
        Resource resource = one.resource();
        ResultIdentity identity = one.identity();
        return new LedgerRow(
                resource.getIdPart(),
                lead,
                one.report(),
                new StoredState(stamp, LaboratoryResources.status(resource), fingerprint(resource)),
                identity.subject(),
                LaboratoryResources.time(resource),
                identity.sender(),
                identity.codes().isEmpty() ? null : identity.codesText(),
                false);
    }

    /**
     * Whether the identical content is stored. Not asked for a report, which is always written: its results may have
     * become more.
     */
    private static boolean isSame(@Nullable StoredState before, StoredState now) {
        return before != null && MessageDigest.isEqual(before.content(), now.content());
    }

    private static boolean goesBack(DeliveredResource one, StoredState before) {
        return one.resource() instanceof Observation
                && UNFINISHED.contains(LaboratoryResources.status(one.resource()))
                && !UNFINISHED.contains(before.status());
    }

    private static Finding goesBack(DeliveredResource one) {
        return new Finding(
                Reason.STATUS_REGRESSION,
                one.place(11, "status"),
                null,
                "The result is stored as final and would become preliminary again; ask the laboratory which state is"
                        + " right. If it was changed, it has to come as corrected (C) or amended (A).");
    }

    private byte[] fingerprint(Resource resource) {
        return Fingerprint.of(fhir.newJsonParser().encodeResourceToString(resource));
    }
}
