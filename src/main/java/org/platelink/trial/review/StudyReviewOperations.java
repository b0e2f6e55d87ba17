package org.platelink.trial.review;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.OperationParameters;
import org.platelink.security.access.Right;

/** Operation provider for the review of a study as a whole, by POST only. */
final class StudyReviewOperations implements IResourceProvider {

    private static final String REASON = "reason";

    private static final String NAME = "name";
    private static final String NOTE = "note";

    private final Locks locks;
    private final DataCuts cuts;

    StudyReviewOperations(Locks locks, DataCuts cuts) {
        this.locks = locks;
        this.cuts = cuts;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return ResearchStudy.class;
    }

    @Operation(name = "$lock", canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "lock")
    public Task lock(RequestDetails request, @IdParam IdType id, @ResourceParam @Nullable IBaseResource body) {
        Reviewer who = Reviewer.of(request, Right.CREATE, "Task");
        return locks.lockStudy(id, reason(request, body), who);
    }

    @Operation(name = "$unlock", canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "unlock")
    public Task unlock(RequestDetails request, @IdParam IdType id, @ResourceParam @Nullable IBaseResource body) {
        Reviewer who = Reviewer.of(request, Right.UPDATE, "Task");
        return locks.unlock(Lock.STUDY, id, reason(request, body), who);
    }

    @Operation(name = "$data-cut", canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "data-cut")
    public ListResource dataCut(
            RequestDetails request, @IdParam IdType id, @ResourceParam @Nullable IBaseResource body) {
        Reviewer who = Reviewer.of(request, Right.CREATE, "List");
        OperationParameters input = OperationParameters.ofBody(request, body, List.of(NAME, NOTE));
        String note = input.value(NOTE, StringType.class).isPresent() ? Query.text(input, NOTE) : null;
        return cuts.make(id, input.required(NAME, StringType.class).getValue(), note, who);
    }

    private static String reason(RequestDetails request, @Nullable IBaseResource body) {
        return Query.text(OperationParameters.ofBody(request, body, List.of(REASON)), REASON);
    }
}
