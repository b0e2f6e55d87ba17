package org.platelink.trial.review;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.VerificationResult;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;
import org.platelink.security.access.Right;

/** Operation provider for the review of one subject, by POST only. */
final class SubjectReviewOperations implements IResourceProvider {

    private static final String FOCUS = "focus";
    private static final String ELEMENT = "element";
    private static final String TEXT = "text";

    private static final String REASON = "reason";

    private static final String TARGET = "target";
    private static final int MOST_TARGETS = 100;

    private final Queries queries;
    private final Locks locks;
    private final Verifications verifications;

    SubjectReviewOperations(Queries queries, Locks locks, Verifications verifications) {
        this.queries = queries;
        this.locks = locks;
        this.verifications = verifications;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return ResearchSubject.class;
    }

    @Operation(name = "$open-query", canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "open-query")
    public Task openQuery(RequestDetails request, @IdParam IdType id, @ResourceParam @Nullable IBaseResource body) {
        Reviewer who = Reviewer.of(request, Right.CREATE, "Task");
        OperationParameters input = OperationParameters.ofBody(request, body, List.of(FOCUS, ELEMENT, TEXT));
        return queries.open(
                id,
                input.required(FOCUS, Reference.class),
                input.value(ELEMENT, StringType.class).map(StringType::getValue).orElse(null),
                Query.text(input, TEXT),
                who);
    }

    @Operation(name = "$verify", canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "verify")
    public VerificationResult verify(
            RequestDetails request, @IdParam IdType id, @ResourceParam @Nullable IBaseResource body) {
        Reviewer who = Reviewer.of(request, Right.CREATE, "VerificationResult");
        List<Reference> targets = targets(body);
        if (targets.isEmpty() || targets.size() > MOST_TARGETS) {
            throw FhirErrors.invalid(
                    OperationParameters.place(TARGET),
                    "The parameter target comes 1 to " + MOST_TARGETS + " times, each with a valueReference.");
        }
        OperationParameters input = OperationParameters.ofBody(request, withoutTargets(body), List.of(ELEMENT));
        String element =
                input.value(ELEMENT, StringType.class).map(StringType::getValue).orElse(null);
        if (element != null && targets.size() > 1) {
            throw FhirErrors.invalid(OperationParameters.place(ELEMENT), "element is said of one target at a time.");
        }
        return verifications.verify(id, targets, element, who);
    }

    private static List<Reference> targets(@Nullable IBaseResource body) {
        return body instanceof Parameters sent
                ? sent.getParameter().stream()
                        .filter(one -> TARGET.equals(one.getName()))
                        .map(one -> {
                            if (one.getValue() instanceof Reference reference) {
                                return reference;
                            }
                            throw FhirErrors.invalid(
                                    OperationParameters.place(TARGET),
                                    "The parameter target is of another type; send valueReference.");
                        })
                        .toList()
                : List.of();
    }

    private static @Nullable IBaseResource withoutTargets(@Nullable IBaseResource body) {
        if (body instanceof Parameters sent) {
            Parameters rest = sent.copy();
            rest.getParameter().removeIf(one -> TARGET.equals(one.getName()));
            return rest;
        }
        return body;
    }

    @Operation(name = "$lock", canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "lock")
    public Task lock(RequestDetails request, @IdParam IdType id, @ResourceParam @Nullable IBaseResource body) {
        Reviewer who = Reviewer.of(request, Right.CREATE, "Task");
        return locks.lockSubject(id, reason(request, body), who);
    }

    @Operation(name = "$unlock", canonicalUrl = CanonicalUrls.OPERATION_DEFINITION + "unlock")
    public Task unlock(RequestDetails request, @IdParam IdType id, @ResourceParam @Nullable IBaseResource body) {
        Reviewer who = Reviewer.of(request, Right.UPDATE, "Task");
        return locks.unlock(Lock.SUBJECT, id, reason(request, body), who);
    }

    private static String reason(RequestDetails request, @Nullable IBaseResource body) {
        return Query.text(OperationParameters.ofBody(request, body, List.of(REASON)), REASON);
    }
}
