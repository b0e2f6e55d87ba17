package org.platelink.laboratory.intake;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IDao;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.api.server.storage.IResourcePersistentId;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.intake.ResultLedger.Row;
import org.platelink.laboratory.intake.ResultLedger.Stored;
import org.platelink.laboratory.intake.ResultLookup.Matches;
import org.platelink.laboratory.intake.ResultMatcher.Match;
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
final class ResultStore {

    private static final Set<String> UNFINISHED = Set.of("registered", "preliminary");

    private final IFhirSystemDao<Bundle, Meta> store;
    private final NewResources newResources;
    private final FhirContext fhir;
    private final ResultLedger ledger;
    private final ReportUpkeep reports;
    private final VisitLink visits;
    private final IFhirResourceDao<Provenance> provenances;
    private final RetainedValues values;
    private final OwnCodes codes;
    private final StoredResultFacts traits;
    private final StoredIdentifiers identifiers;
    private final GuideFindings guide;
    private final BiConsumer<String, Collection<String>> settled;

    /**
     * @param settled is called with a site and the addresses of the stored resources that share their numbers with
     *     what changed
     */
    ResultStore(
            IFhirSystemDao<Bundle, Meta> store,
            NewResources newResources,
            FhirContext fhir,
            ResultLedger ledger,
            ReportUpkeep reports,
            VisitLink visits,
            IFhirResourceDao<Provenance> provenances,
            RetainedValues values,
            OwnCodes codes,
            StoredResultFacts traits,
            StoredIdentifiers identifiers,
            GuideFindings guide,
            BiConsumer<String, Collection<String>> settled) {
        this.store = store;
        this.newResources = newResources;
        this.fhir = fhir;
        this.ledger = ledger;
        this.reports = reports;
        this.visits = visits;
        this.provenances = provenances;
        this.values = values;
        this.codes = codes;
        this.traits = traits;
        this.identifiers = identifiers;
        this.guide = guide;
        this.settled = settled;
    }

    /**
     * The outcome of storing a message.
     *
     * @param fate applied, superseded, or parked
     * @param findings why it was parked; nothing is stored then
     * @param older the ids of the resources of which a newer state is stored
     * @param ids the ids of the resources, in their order
     * @param written the responses for the resources that were written, by id
     */
    record Outcome(
            MessageStatus fate,
            List<Finding> findings,
            Set<String> older,
            List<String> ids,
            Map<String, BundleEntryResponseComponent> written) {}

    /**
     * Stores a delivery.
     *
     * @param request the request on whose behalf it is stored
     */
    Outcome store(Delivery delivery, RequestDetails request) {
        if (delivery.checked()) {
            guide.passed(delivery.resources(), request);
        }
        Matches found =
                lookup(delivery.site()).lock(delivery.resources(), delivery.onCondition(), delivery.onlyIfNew());
        List<Finding> findings = new ArrayList<>(findings(found));
        if (!findings.isEmpty()) {
            return new Outcome(MessageStatus.PARKED, findings, Set.of(), List.of(), Map.of());
        }
        ResultIds byId = ResultIds.of(delivery.resources(), found, fhir);
        List<DeliveredResource> resources = byId.resources();
        Map<String, Stored> stored = byId.stored();
        Set<String> leftAlone = byId.leftAlone(delivery.onlyIfNew());
        List<String> ids =
                resources.stream().map(one -> one.resource().getIdPart()).toList();
        visits.link(resources, delivery.site());
        Set<String> older = new HashSet<>();
        Map<String, Row> rows = new LinkedHashMap<>();
        List<Resource> changed = new ArrayList<>();
        for (DeliveredResource one : resources) {
            String id = one.resource().getIdPart();
            Stored before = stored.get(id);
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
        MessageStatus fate = !ids.isEmpty() && older.size() == Set.copyOf(ids).size()
                ? MessageStatus.SUPERSEDED
                : MessageStatus.APPLIED;
        settled.accept(delivery.site(), byId.alikeOf(changed));
        return new Outcome(fate, List.of(), older, ids, write(delivery, changed, request));
    }

    /**
     * What would prevent a delivery from being stored, as far as it can be told before it is applied: it is ambiguous
     * which stored results it brings states of, or a final result would become preliminary again.
     */
    List<Finding> conflicts(Delivery delivery) {
        Matches found = lookup(delivery.site()).peek(delivery.resources());
        List<Finding> findings = new ArrayList<>(findings(found));
        found.matches().forEach((one, match) -> {
            if (match instanceof Match.Stored known && found.rows().containsKey(known.id())) {
                Stored before = found.rows().get(known.id()).stored();
                if (before != null && !delivery.stamp(one).isBefore(before.stamp()) && goesBack(one, before)) {
                    findings.add(goesBack(one));
                }
            }
        });
        return findings;
    }

    /** The addresses of the stored results, by the place in the message that brings them. */
    Map<String, String> addresses(String site, List<DeliveredResource> resources) {
        Matches found = lookup(site).peek(resources);
        Map<String, String> addresses = new HashMap<>();
        found.matches().forEach((one, match) -> {
            if (match instanceof Match.Stored known) {
                Row row = found.rows().get(known.id());
                if (row != null && row.stored() != null) {
                    addresses.put(one.place(), one.resource().fhirType() + "/" + known.id());
                }
            }
        });
        return addresses;
    }

    private ResultLookup lookup(String site) {
        return new ResultLookup(ledger, codes, traits, identifiers, site);
    }

    private static List<Finding> findings(Matches found) {
        return found.conflicts().stream().map(Match.Conflict::finding).toList();
    }

    private Row row(DeliveredResource one, String lead, ResultTimestamp stamp) {
        Resource resource = one.resource();
        ResultIdentity identity = one.identity();
        return new Row(
                resource.getIdPart(),
                lead,
                one.report(),
                new Stored(stamp, StoredResultFacts.status(resource), fingerprint(resource)),
                identity.subject(),
                StoredResultFacts.time(resource),
                identity.sender(),
                identity.codes().isEmpty() ? null : identity.codesText(),
                false);
    }

    /**
     * Whether the identical content is stored. Not asked for a report, which is always written: its results may have
     * become more.
     */
    private static boolean isSame(@Nullable Stored before, Stored now) {
        return before != null && MessageDigest.isEqual(before.content(), now.content());
    }

    private Map<String, BundleEntryResponseComponent> write(
            Delivery delivery, List<Resource> changed, RequestDetails request) {
        if (changed.isEmpty()) {
            return Map.of();
        }
        changed.forEach(resource -> resource.getMeta().setSource(MessageSource.uri(delivery.message())));
        return newResources
                .store(changed, request, details -> trace(delivery, changed, details))
                .orElseGet(() -> writeAsTransaction(delivery, changed, request));
    }

    /** Resources that are stored already, or refer to each other in a circle, are written by a HAPI transaction. */
    private Map<String, BundleEntryResponseComponent> writeAsTransaction(
            Delivery delivery, List<Resource> changed, RequestDetails request) {
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        for (Resource resource : changed) {
            String address = resource.fhirType() + "/" + resource.getIdPart();
            transaction
                    .addEntry()
                    .setFullUrl(address)
                    .setResource(resource)
                    .getRequest()
                    .setMethod(HTTPVerb.PUT)
                    .setUrl(address);
        }
        Bundle answer = store.transactionNested(request, transaction);
        trace(delivery, changed, known(changed));
        Map<String, BundleEntryResponseComponent> written = new HashMap<>();
        for (int i = 0; i < changed.size(); i++) {
            written.put(changed.get(i).getIdPart(), answer.getEntry().get(i).getResponse());
        }
        return written;
    }

    private void trace(Delivery delivery, List<Resource> changed, TransactionDetails details) {
        provenances.create(
                MessageSource.provenance(delivery, changed), null, true, new SystemRequestDetails(), details);
    }

    /** The persistent ids of what was just stored; HAPI would resolve them one by one, with a query each. */
    private static TransactionDetails known(List<Resource> changed) {
        TransactionDetails details = new TransactionDetails();
        for (Resource resource : changed) {
            IResourcePersistentId<?> stored = IDao.RESOURCE_PID.get(resource);
            if (stored != null) {
                details.addResolvedResourceId(resource.getIdElement().toUnqualifiedVersionless(), stored);
            }
        }
        return details;
    }

    private static boolean goesBack(DeliveredResource one, Stored before) {
        return one.resource() instanceof Observation
                && UNFINISHED.contains(StoredResultFacts.status(one.resource()))
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
