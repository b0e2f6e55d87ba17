package org.platelink.trial.review;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.VerificationResult;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.OperationParameters;
import org.platelink.security.access.Right;

/** Operation provider for the review of a visit, by POST only. */
final class VisitReviewOperations implements IResourceProvider {

    private final Verifications verifications;

    VisitReviewOperations(Verifications verifications) {
        this.verifications = verifications;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return Encounter.class;
    }

    @Operation(name = "$sign-off", canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "sign-off")
    public VerificationResult signOff(
            RequestDetails request, @IdParam IdType id, @ResourceParam @Nullable IBaseResource body) {
        Reviewer who = Reviewer.of(request, Right.CREATE, "VerificationResult");
        OperationParameters.ofBody(request, body == null ? new Parameters() : body, List.of());
        return verifications.signOff(id, who);
    }
}
