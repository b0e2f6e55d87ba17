package org.platelink.trial.review;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.OperationParameters;
import org.platelink.security.access.Right;

/**
 * Operation provider for the steps of a query after its opening, by POST only. Of two concurrent steps one is refused
 * with 409.
 */
final class QueryOperations implements IResourceProvider {

    private static final String TEXT = "text";

    private final Queries queries;

    QueryOperations(Queries queries) {
        this.queries = queries;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return Task.class;
    }

    @Operation(name = "$answer-query", canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "answer-query")
    public Task answer(RequestDetails request, @IdParam IdType id, @ResourceParam @Nullable IBaseResource body) {
        return step(request, id, body, QueryStatus.ANSWERED);
    }

    @Operation(name = "$reopen-query", canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "reopen-query")
    public Task reopen(RequestDetails request, @IdParam IdType id, @ResourceParam @Nullable IBaseResource body) {
        return step(request, id, body, QueryStatus.REOPENED);
    }

    @Operation(name = "$close-query", canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "close-query")
    public Task close(RequestDetails request, @IdParam IdType id, @ResourceParam @Nullable IBaseResource body) {
        return step(request, id, body, QueryStatus.CLOSED);
    }

    @Operation(name = "$cancel-query", canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "cancel-query")
    public Task cancel(RequestDetails request, @IdParam IdType id, @ResourceParam @Nullable IBaseResource body) {
        return step(request, id, body, QueryStatus.CANCELLED);
    }

    private Task step(RequestDetails request, IdType id, @Nullable IBaseResource body, QueryStatus to) {
        Reviewer who = Reviewer.of(request, Right.UPDATE, "Task");
        OperationParameters input = OperationParameters.ofBody(request, body, List.of(TEXT));
        return queries.step(id, to, Query.text(input, TEXT), who);
    }
}
