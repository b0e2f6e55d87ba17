package org.platelink.trial.subject;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;
import org.platelink.security.access.FormerSites;

/**
 * Service that transfers a participant from one site to another. The old site requests it and the new one accepts it,
 * or an admin makes it at once. The participant moves with all that is recorded, and as a subject of every study.
 */
class Transfers {

    private final StoredSubjects store;
    private final FormerSites formerSites;
    private final SiteTimeZones zones;
    private final IHapiTransactionService transactions;
    private final Clock clock;

    Transfers(
            StoredSubjects store,
            FormerSites formerSites,
            SiteTimeZones zones,
            IHapiTransactionService transactions,
            Clock clock) {
        this.store = store;
        this.formerSites = formerSites;
        this.zones = zones;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Where a transfer stands.
     *
     * @param status requested, completed or cancelled
     */
    record Outcome(String status, String subject, SiteTransfer transfer) {

        Parameters parameters() {
            Parameters parameters = new Parameters();
            parameters.addParameter().setName("status").setValue(new CodeType(status));
            parameters.addParameter().setName("subject").setValue(new Reference("ResearchSubject/" + subject));
            parameters.addParameter().setName("from").setValue(new Reference("Organization/" + transfer.from()));
            parameters.addParameter().setName("to").setValue(new Reference("Organization/" + transfer.to()));
            parameters
                    .addParameter()
                    .setName("date")
                    .setValue(new DateType(transfer.date().toString()));
            return parameters;
        }
    }

    /** The stored subject, its participant and the participant's site. */
    private record Found(ResearchSubject subject, Patient participant, String site) {

        String id() {
            return subject.getIdElement().getIdPart();
        }

        Optional<SiteTransfer> requested() {
            return SiteTransfer.requestedOf(subject);
        }
    }

    Outcome byAdmin(IdType id, Transfer transfer, RequestDetails request) {
        Found found = found(id);
        if (transfer.cancel()) {
            return cancelled(found, transfer, request);
        }
        return alreadyMade(found, transfer).orElseGet(() -> completed(found, requestable(found, transfer), request));
    }

    /**
     * Requests a transfer as the old site, accepts it as the new one, or takes it back or declines it as either.
     *
     * @param site the id of the caller's Organization
     * @throws ResourceNotFoundException (404) for a subject of any other site
     */
    Outcome bySite(IdType id, Transfer transfer, String site, RequestDetails request) {
        Found found = found(id);
        boolean isOld = found.site().equals(site);
        boolean isNew = found.requested().filter(one -> one.to().equals(site)).isPresent();
        if (!isOld && !isNew) {
            throw unknown(id);
        }
        if (transfer.cancel()) {
            return cancelled(found, transfer, request);
        }
        if (isOld) {
            return alreadyMade(found, transfer).orElseGet(() -> requested(found, transfer, request));
        }
        SiteTransfer requested = requestOf(found, transfer);
        return completed(found, requested, request);
    }

    private Found found(IdType id) {
        try {
            ResearchSubject subject = store.subject(id.getIdPart());
            Patient participant = store.participant(
                    subject.getIndividual().getReferenceElement().getIdPart());
            return new Found(
                    subject,
                    participant,
                    String.valueOf(participant
                            .getManagingOrganization()
                            .getReferenceElement()
                            .getIdPart()));
        } catch (ResourceNotFoundException | ResourceGoneException noSubject) {
            throw unknown(id);
        }
    }

    /** In the same words for a subject of another site and for none, so that its existence is not revealed. */
    private static ResourceNotFoundException unknown(IdType id) {
        return new ResourceNotFoundException(new IdType("ResearchSubject", id.getIdPart()));
    }

    /** The last transfer, if the request is its repetition. */
    private static Optional<Outcome> alreadyMade(Found found, Transfer transfer) {
        if (!transfer.to().equals(found.site())) {
            return Optional.empty();
        }
        return SiteTransfer.madeOf(found.subject()).stream()
                .reduce((earlier, later) -> later)
                .filter(last -> transfer.date().map(last.date()::equals).orElse(true))
                .map(last -> new Outcome("completed", found.id(), last))
                .or(() -> {
                    throw FhirErrors.conflict(
                            OperationParameters.place(Transfer.TO), "The participant is at this site already.");
                });
    }

    private Outcome requested(Found found, Transfer transfer, RequestDetails request) {
        SiteTransfer wanted = requestable(found, transfer);
        if (found.requested().isPresent()) {
            SiteTransfer before = found.requested().get();
            if (before.equals(wanted)) {
                return new Outcome("requested", found.id(), before);
            }
            throw FhirErrors.conflict(
                    "ResearchSubject.extension",
                    "A transfer to Organization/" + before.to() + " on " + before.date()
                            + " is requested already; take that one back first, with cancel true.");
        }
        writeRequest(found, Optional.of(wanted), request);
        return new Outcome("requested", found.id(), wanted);
    }

    private Outcome cancelled(Found found, Transfer transfer, RequestDetails request) {
        SiteTransfer requested = requestOf(found, transfer);
        writeRequest(found, Optional.empty(), request);
        return new Outcome("cancelled", found.id(), requested);
    }

    private void writeRequest(Found found, Optional<SiteTransfer> requested, RequestDetails request) {
        ResearchSubject changed = found.subject().copy();
        SiteTransfer.writeRequested(requested, changed);
        transactions.withRequest(request).execute(() -> store.update(changed));
    }

    /** The stored request that the parameters mean. */
    private static SiteTransfer requestOf(Found found, Transfer transfer) {
        SiteTransfer requested = found.requested()
                .orElseThrow(() -> FhirErrors.conflict(
                        "ResearchSubject.extension",
                        "No transfer of the subject is requested; the site that it is at requests one first."));
        if (!requested.to().equals(transfer.to())
                || transfer.date()
                        .filter(date -> !date.equals(requested.date()))
                        .isPresent()) {
            throw FhirErrors.conflict(
                    OperationParameters.place(Transfer.TO),
                    "The transfer that is requested is one to Organization/" + requested.to() + " on "
                            + requested.date() + "; send these, or leave the date out.");
        }
        return requested;
    }

    /** The transfer that the parameters ask for, if it can be. */
    private SiteTransfer requestable(Found found, Transfer transfer) {
        LocalDate date = transfer.requiredDate();
        String reason = transfer.requiredReason();
        if (!store.isSite(transfer.to())) {
            throw FhirErrors.broken(
                    OperationParameters.place(Transfer.TO),
                    "Organization/" + transfer.to() + " is not stored; an admin puts it there first.");
        }
        if (date.isAfter(LocalDate.now(clock.withZone(zones.of(found.site()))))) {
            throw FhirErrors.broken(
                    OperationParameters.place(Transfer.DATE),
                    "date is in the future; request the transfer on the day of it or later.");
        }
        SiteTransfer.madeOf(found.subject()).stream()
                .map(SiteTransfer::date)
                .filter(last -> !date.isAfter(last))
                .findFirst()
                .ifPresent(last -> {
                    throw FhirErrors.broken(
                            OperationParameters.place(Transfer.DATE),
                            "The participant came to this site on " + last + "; send a later day.");
                });
        new Screening(found.subject()).begins().filter(date::isBefore).ifPresent(began -> {
            throw FhirErrors.broken(
                    OperationParameters.place(Transfer.DATE),
                    "The subject is in the study since " + began + "; send that day or a later one.");
        });
        SiteTransfer wanted = new SiteTransfer(found.site(), transfer.to(), date, reason, transfer.allStudies());
        mayMove(found, wanted);
        return wanted;
    }

    /** A participant is at one site, so a transfer moves the subjects of all studies; nobody is moved so unasked. */
    private void mayMove(Found found, SiteTransfer transfer) {
        String study = found.subject().getStudy().getReference();
        boolean inAnother = store.subjectsOf(found.participant().getIdElement().getIdPart()).stream()
                .anyMatch(one -> !study.equals(one.getStudy().getReference())
                        && !StateHistory.of(one).present().isEnd());
        if (inAnother && !transfer.allStudies()) {
            throw FhirErrors.conflict(
                    OperationParameters.place(Transfer.ALL_STUDIES),
                    "The participant takes part in another study too, and would be at the new site for that one as"
                            + " well. Send allStudies true if that is so, or end the other participation first.");
        }
    }

    private Outcome completed(Found found, SiteTransfer transfer, RequestDetails request) {
        mayMove(found, transfer);
        String participant = found.participant().getIdElement().getIdPart();
        transactions.withRequest(request).execute(() -> {
            // With its version (optimistic locking): of two concurrent transfers one is refused.
            Patient moved = found.participant().copy();
            moved.setManagingOrganization(new Reference("Organization/" + transfer.to()));
            store.update(moved);
            for (ResearchSubject one : store.subjectsOf(participant)) {
                ResearchSubject changed = one.getIdElement().getIdPart().equals(found.id())
                        ? found.subject().copy()
                        : one.copy();
                transfer.writeMade(changed);
                store.update(changed);
            }
            formerSites.add(participant, transfer.from());
            return null;
        });
        return new Outcome("completed", found.id(), transfer);
    }
}
