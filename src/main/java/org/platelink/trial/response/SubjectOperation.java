package org.platelink.trial.response;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.OperationParameters;
import org.platelink.trial.analysis.Subjects;

/**
 * Operation provider for {@code ResearchSubject/[id]/$response}.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/OperationDefinition/response">$response</a>
 */
class SubjectOperation implements IResourceProvider {

    private final Subjects subjects;
    private final Responses responses;

    SubjectOperation(Subjects subjects, Responses responses) {
        this.subjects = subjects;
        this.responses = responses;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return ResearchSubject.class;
    }

    @Operation(name = "$response", idempotent = true, canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "response")
    public Parameters response(
            RequestDetails request,
            @IdParam IdType id,
            @OperationParam(name = "asOf", max = 1) @Nullable DateType asOf,
            @OperationParam(name = "rescueDays", max = 1) @Nullable IntegerType rescueDays) {
        OperationParameters.check(request, "asOf", "rescueDays");
        return ResponseParameters.of(responses.of(subjects.one(request, id, asOf), RescueDays.of(rescueDays)));
    }
}
