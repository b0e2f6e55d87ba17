package org.platelink.laboratory.intake.fhir;

import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.intake.fhir.ExcludedEntries.Exclusion;
import org.platelink.laboratory.intake.fhir.FhirDeliveries.Entries;
import org.platelink.laboratory.intake.queue.IntakeMeters;
import org.platelink.laboratory.intake.queue.RefusalFindings;
import org.platelink.laboratory.intake.store.Delivery;
import org.platelink.laboratory.intake.store.MessageSource;
import org.platelink.laboratory.intake.store.ResultStore;
import org.platelink.laboratory.intake.store.ResultStore.Outcome;
import org.platelink.laboratory.journal.Channel;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Journal;
import org.platelink.laboratory.journal.MessageStatus;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.platform.server.EntryRefusals;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.Outcomes;
import org.springframework.transaction.support.TransactionOperations;

/**
 * HAPI provider of the {@code transaction} operation.
 *
 * <p>The transactions of EHRs are laboratory deliveries: they are journaled, stored and decided in one database
 * transaction. All others are passed to HAPI's system DAO.
 */
class FhirTransactions {

    private final IFhirSystemDao<Bundle, Meta> store;
    private final FhirDoor door;
    private final FhirTransactionReader reading;
    private final ResultStore results;
    private final Journal journal;
    private final TransactionOperations transaction;
    private final IntakeMeters meters;

    FhirTransactions(
            IFhirSystemDao<Bundle, Meta> store,
            FhirDoor door,
            FhirTransactionReader reading,
            ResultStore results,
            Journal journal,
            TransactionOperations transaction,
            IntakeMeters meters) {
        this.store = store;
        this.door = door;
        this.reading = reading;
        this.results = results;
        this.journal = journal;
        this.transaction = transaction;
        this.meters = meters;
    }

    @Transaction
    public Bundle transaction(ServletRequestDetails request, @TransactionParam @Nullable Bundle bundle) {
        if (bundle == null) {
            // HAPI makes no check of its own where the Content-Type is missing too.
            throw FhirErrors.invalid(
                    "Bundle",
                    "The request has no body; send a Bundle of type transaction or batch, with the Content-Type"
                            + " application/fhir+json.");
        }
        FhirDelivery delivery = door.deliveryOf(request).orElse(null);
        return delivery == null ? others(request, bundle) : deliver(delivery, request);
    }

    /** Passes the Bundle to HAPI; entries of a batch that were refused before are added to the answer. */
    private Bundle others(ServletRequestDetails request, Bundle bundle) {
        Bundle answer =
                bundle.getType() == BundleType.BATCH && bundle.getEntry().isEmpty()
                        ? new Bundle().setType(BundleType.BATCHRESPONSE)
                        : store.transaction(request, bundle);
        EntryRefusals.addTo(answer, request);
        return answer;
    }

    /**
     * Stores an EHR's delivery and answers entry by entry.
     *
     * @throws DeferredAnswer if the delivery is parked
     */
    Bundle deliver(FhirDelivery delivery, ServletRequestDetails request) {
        Entries entries = reading.entries(delivery.bundle(), delivery.site());
        refuseTheSameTwice(entries.resources());
        Outcome outcome;
        try {
            outcome = stored(delivery, entries, request);
        } catch (BaseServerResponseException refusal) {
            if (FhirErrors.isLocked(refusal)) {
                throw door.parked(
                        delivery,
                        RefusalFindings.of(
                                refusal,
                                new Finding(Reason.SUBJECT_LOCKED, "", null, "The data of the subject are locked.")));
            }
            throw refusal;
        }
        delivery.kept();
        meters.received(Channel.FHIR.code(), outcome.status());
        if (outcome.status() == MessageStatus.PARKED) {
            throw new DeferredAnswer(delivery.id(), outcome.findings());
        }
        return answer(delivery, entries.resources(), outcome);
    }

    private Outcome stored(FhirDelivery delivery, Entries entries, ServletRequestDetails request) {
        return transaction.execute(status -> {
            long arrival = journal.arrive();
            Outcome stored = results.store(
                    new Delivery(
                            delivery.id(),
                            arrival,
                            delivery.site(),
                            FhirTransactionReader.sent(delivery.bundle().bundle()),
                            Instant.now(),
                            entries.resources(),
                            entries.onlyIfNew(),
                            entries.onCondition(),
                            false),
                    request);
            if (stored.status() == MessageStatus.PARKED) {
                door.requireOwn(delivery);
            }
            journal.keepDecided(arrival, delivery.incoming(), stored.status(), stored.findings());
            journal.count(arrival, delivery.leftOut().size(), 0);
            return stored;
        });
    }

    private static void refuseTheSameTwice(List<DeliveredResource> resources) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < resources.size(); i++) {
            if (!ids.add(resources.get(i).resource().getIdPart())) {
                throw FhirErrors.invalid(
                        "Bundle.entry[" + i + "]",
                        "Another entry delivers the same result, by its identifier or by its report and code.");
            }
        }
    }

    private static Bundle answer(FhirDelivery delivery, List<DeliveredResource> resources, Outcome outcome) {
        Bundle answer = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
        answer.setIdentifier(MessageSource.identifier(delivery.id()));
        Iterator<DeliveredResource> stored = resources.iterator();
        Iterator<String> ids = outcome.ids().iterator();
        int entries = resources.size() + delivery.leftOut().size();
        for (int i = 0; i < entries; i++) {
            Exclusion leftOut = delivery.leftOut().get(i);
            answer.addEntry()
                    .setResponse(leftOut == null ? stored(stored.next(), ids.next(), outcome) : notStored(leftOut));
        }
        return answer;
    }

    private static BundleEntryResponseComponent stored(DeliveredResource delivered, String id, Outcome outcome) {
        String address = delivered.resource().fhirType() + "/" + id;
        BundleEntryResponseComponent written = outcome.written().get(id);
        return written == null ? unchanged(address, outcome.older().contains(id)) : written;
    }

    /** The answer to an excluded entry: 204, accepted but not stored; the journal counts it. */
    private static BundleEntryResponseComponent notStored(Exclusion leftOut) {
        return new BundleEntryResponseComponent()
                .setStatus("204 No Content")
                .setOutcome(information(leftOut.sentence()));
    }

    private static OperationOutcome information(String sentence) {
        return Outcomes.information(sentence);
    }

    private static BundleEntryResponseComponent unchanged(String address, boolean older) {
        BundleEntryResponseComponent response = new BundleEntryResponseComponent().setStatus("200 OK");
        response.setLocation(address);
        if (older) {
            response.setOutcome(
                    information("A newer state of this result is stored; this one is kept in the journal."));
        }
        return response;
    }
}
