package org.platelink.response;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.access.OwnSite;
import org.platelink.schedule.SubjectVisits;
import org.platelink.server.KnownParameters;

/**
 * {@code ResearchSubject/[id]/$response}.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/OperationDefinition/response">$response</a>
 */
class SubjectOperation implements IResourceProvider {

    private final Responses responses;

    SubjectOperation(Responses responses) {
        this.responses = responses;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return ResearchSubject.class;
    }

    @Operation(
            name = "$response",
            idempotent = true,
            canonicalUrl = "https://platelink.org/ig/msc-itp/OperationDefinition/response")
    public Parameters response(
            RequestDetails request,
            @IdParam IdType id,
            @OperationParam(name = "asOf", max = 1) @Nullable DateType asOf,
            @OperationParam(name = "rescueDays", max = 1) @Nullable IntegerType rescueDays) {
        KnownParameters.mustBe(request, "asOf", "rescueDays");
        SubjectVisits subject =
                responses.subject(id.getIdPart(), Asked.day(asOf)).orElseThrow(() -> new ResourceNotFoundException(id));
        OwnSite.mustBe(request, subject.site(), id);
        return ResponseParameters.of(responses.of(subject, Asked.rescueDays(rescueDays)));
    }
}
