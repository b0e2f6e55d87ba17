package org.platelink.trial.alert;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Permissions;
import org.platelink.security.access.Right;
import org.platelink.security.audit.ActingAgent;
import org.platelink.trial.eligibility.SubjectLock;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Operation provider for {@code Flag/[id]/$acknowledge}, by POST only: records who has seen an alert, when, and what
 * the client says of it.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/OperationDefinition/acknowledge">$acknowledge</a>
 */
class AcknowledgeOperation implements IResourceProvider {

    private static final String VERSION = "version";
    private static final String NOTE = "note";
    private static final int LONGEST_NOTE = 2000;

    private final IFhirResourceDao<Flag> flags;
    private final SubjectLock lock;
    private final TransactionOperations transaction;
    private final Permissions permissions;
    private final Clock clock;

    AcknowledgeOperation(
            IFhirResourceDao<Flag> flags,
            SubjectLock lock,
            TransactionOperations transaction,
            Permissions permissions,
            Clock clock) {
        this.flags = flags;
        this.lock = lock;
        this.transaction = transaction;
        this.permissions = permissions;
        this.clock = clock;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return Flag.class;
    }

    @Operation(name = "$acknowledge", canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "acknowledge")
    public Flag acknowledge(RequestDetails request, @IdParam IdType id, @ResourceParam @Nullable IBaseResource body) {
        OperationParameters input = OperationParameters.ofBody(request, body, List.of(VERSION, NOTE));
        String version = input.required(VERSION, StringType.class).getValue();
        String note =
                input.value(NOTE, StringType.class).map(StringType::getValue).orElse(null);
        if (note != null && note.length() > LONGEST_NOTE) {
            throw FhirErrors.invalid(
                    OperationParameters.place(NOTE), "note has at most " + LONGEST_NOTE + " characters.");
        }
        Caller caller = Caller.of(request).orElse(Caller.PUBLIC);
        // It changes the Flag, so a token that only reads is not enough.
        permissions.requireOfSite(caller, "$acknowledge", "Flag", Right.UPDATE);
        IdType flag = new IdType("Flag", id.getIdPart());
        String patient = flags.read(flag, new SystemRequestDetails())
                .getSubject()
                .getReferenceElement()
                .getIdPart();
        SystemRequestDetails server = new SystemRequestDetails();
        new ActingAgent(caller, request.getRequestId()).markOn(server);
        return Objects.requireNonNull(transaction.execute(status -> {
            lock.lock(patient);
            return acknowledged(flags.read(flag, new SystemRequestDetails()), version, note, caller.client(), server);
        }));
    }

    private Flag acknowledged(
            Flag stored, String version, @Nullable String note, String client, SystemRequestDetails server) {
        if (AlertFlag.isAcknowledged(stored)) {
            if (AlertFlag.acknowledgedBy(stored).equals(client)) {
                return stored;
            }
            throw FhirErrors.conflict(
                    "Flag", "The alert has been acknowledged by another client already; read it to see when and how.");
        }
        if (!version.equals(stored.getIdElement().getVersionIdPart())) {
            throw FhirErrors.conflict(
                    OperationParameters.place(VERSION),
                    "The alert says something else by now: its version is "
                            + stored.getIdElement().getVersionIdPart() + ". Read it, and acknowledge that.");
        }
        return (Flag) flags.update(AlertFlag.acknowledged(stored, client, note, clock.instant()), server)
                .getResource();
    }
}
