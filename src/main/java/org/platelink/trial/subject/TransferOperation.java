package org.platelink.trial.subject;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Right;
import org.platelink.security.access.Role;

/**
 * Operation provider for {@code ResearchSubject/[id]/$transfer}, by POST only. Of two concurrent calls one is refused
 * with 409.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/OperationDefinition/transfer">$transfer</a>
 */
class TransferOperation implements IResourceProvider {

    private final Transfers transfers;

    TransferOperation(Transfers transfers) {
        this.transfers = transfers;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return ResearchSubject.class;
    }

    @Operation(name = "$transfer", canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "transfer")
    public Parameters transfer(
            RequestDetails request, @IdParam IdType id, @ResourceParam @Nullable IBaseResource body) {
        Caller caller = caller(request);
        Transfer transfer = Transfer.of(OperationParameters.ofBody(request, body, Transfer.PARAMETERS));
        try {
            return (caller.role() == Role.ADMIN
                            ? transfers.byAdmin(id, transfer, request)
                            : transfers.bySite(id, transfer, String.valueOf(caller.site()), request))
                    .parameters();
        } catch (ResourceVersionConflictException meanwhile) {
            if (meanwhile.getOperationOutcome() != null) {
                throw meanwhile;
            }
            throw FhirErrors.conflict(
                    "ResearchSubject",
                    "The subject was changed by another request; read it and look whether it still is to be"
                            + " transferred.");
        }
    }

    /** The access rules let an admin and the coordinators of sites come here. */
    private static Caller caller(RequestDetails request) {
        return Caller.of(request)
                .filter(caller -> caller.scopes().grant(Right.UPDATE, "ResearchSubject"))
                .orElseThrow(() -> FhirErrors.forbidden(
                        "ResearchSubject",
                        "To transfer a subject, the token's scopes must grant to update ResearchSubject."));
    }
}
