package org.platelink.platform.validation;

import ca.uhn.fhir.interceptor.api.HookParams;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A write up to where the store would write: all that looks at a resource before it is stored looks at a copy of it, in a
 * transaction that is rolled back.
 */
final class DryRun {

    /** The statuses with which content is refused. */
    private static final Set<Integer> OF_CONTENT = Set.of(400, 422);

    private final IInterceptorBroadcaster storage;
    private final Verdicts verdicts;
    private final DaoRegistry resources;
    private final TransactionTemplate transactions;

    /**
     * @param storage the store's own interceptors
     * @param verdicts keeps that the guide has found nothing
     * @param resources what is stored
     * @param transactions each of which is rolled back here
     */
    DryRun(
            IInterceptorBroadcaster storage,
            Verdicts verdicts,
            DaoRegistry resources,
            TransactionTemplate transactions) {
        this.storage = storage;
        this.verdicts = verdicts;
        this.resources = resources;
        this.transactions = transactions;
    }

    /**
     * What a write is refused with.
     *
     * @param finding as it is written
     * @param ofContent whether it is so whatever is stored and whoever sends it
     */
    record Objection(Finding finding, boolean ofContent) {

        /** The same where only the content is asked about: what is against it for another reason is a warning then. */
        Finding toContent() {
            return ofContent
                    ? finding
                    : new Finding(IssueSeverity.WARNING, finding.type(), finding.location(), finding.sentence());
        }
    }

    /**
     * What is stored.
     *
     * @throws ResourceNotFoundException (404) if nothing is
     */
    Resource require(Class<? extends Resource> type, IdType id) {
        return (Resource) resources.getResourceDao(type).read(id.toVersionless(), new SystemRequestDetails());
    }

    /** What a create of a resource would be told; empty if it would be done. */
    List<Objection> create(Resource resource, RequestDetails request) {
        return objections(resource, () -> created(copy(resource, request), request));
    }

    /**
     * What an update with a resource would be told; empty if it would be done.
     *
     * @param id where it would be sent; null if the resource itself says it
     */
    List<Objection> update(Resource resource, @Nullable IdType id, RequestDetails request) {
        String own = resource.getIdElement().getIdPart();
        if (own == null || id != null && !own.equals(id.getIdPart())) {
            String sentence = own == null
                    ? "What is updated has its id in it; send it as " + resource.fhirType() + ".id."
                    : "An update has the id of what it updates, which is " + id.getIdPart() + " here.";
            return List.of(new Objection(
                    new Finding(IssueSeverity.ERROR, IssueType.INVALID, resource.fhirType() + ".id", sentence), false));
        }
        Resource before = stored(resource.getClass(), new IdType(resource.fhirType(), own));
        return objections(resource, () -> {
            Resource copy = copy(resource, request);
            if (before == null) {
                created(copy, request);
            } else {
                updated(before, copy, request);
            }
        });
    }

    private Resource copy(Resource resource, RequestDetails request) {
        Resource copy = resource.copy();
        verdicts.passed(copy, request);
        return copy;
    }

    private @Nullable Resource stored(Class<? extends Resource> type, IdType id) {
        try {
            return require(type, id);
        } catch (ResourceNotFoundException none) {
            return null;
        }
    }

    private List<Objection> objections(Resource resource, Runnable write) {
        try {
            transactions.executeWithoutResult(transaction -> {
                transaction.setRollbackOnly();
                write.run();
            });
            return List.of();
        } catch (BaseServerResponseException refusal) {
            if (refusal.getStatusCode() >= 500) {
                throw refusal;
            }
            return findings(resource, refusal).stream()
                    .map(finding -> new Objection(finding, OF_CONTENT.contains(refusal.getStatusCode())))
                    .toList();
        }
    }

    private static List<Finding> findings(Resource resource, BaseServerResponseException refusal) {
        if (refusal.getOperationOutcome() instanceof OperationOutcome outcome && outcome.hasIssue()) {
            return outcome.getIssue().stream()
                    .map(issue -> new Finding(
                            issue.getSeverity(),
                            issue.getCode(),
                            issue.hasExpression() ? issue.getExpression().get(0).getValue() : resource.fhirType(),
                            issue.getDiagnostics()))
                    .toList();
        }
        return List.of(new Finding(
                IssueSeverity.ERROR, IssueType.PROCESSING, resource.fhirType(), String.valueOf(refusal.getMessage())));
    }

    private void created(IBaseResource resource, RequestDetails request) {
        call(
                RestOperationTypeEnum.CREATE,
                request,
                Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED,
                params(request)
                        .add(IBaseResource.class, resource)
                        .add(RequestPartitionId.class, RequestPartitionId.allPartitions()));
    }

    private void updated(IBaseResource before, IBaseResource resource, RequestDetails request) {
        call(
                RestOperationTypeEnum.UPDATE,
                request,
                Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED,
                params(request).add(IBaseResource.class, before).add(IBaseResource.class, resource));
    }

    /** Some look at what kind of request it is that stores something. */
    private void call(RestOperationTypeEnum write, RequestDetails request, Pointcut pointcut, HookParams params) {
        RestOperationTypeEnum asked = request.getRestOperationType();
        request.setRestOperationType(write);
        try {
            storage.callHooks(pointcut, params);
        } finally {
            request.setRestOperationType(asked);
        }
    }

    private static HookParams params(RequestDetails request) {
        return new HookParams()
                .add(RequestDetails.class, request)
                .addIfMatchesType(ServletRequestDetails.class, request)
                .add(TransactionDetails.class, new TransactionDetails());
    }
}
