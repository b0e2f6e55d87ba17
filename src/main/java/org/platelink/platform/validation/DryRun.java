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
 * Dry run of a create or an update for {@code $validate}: calls the pre-storage interceptors with a copy of the
 * resource, in a transaction that is rolled back. Nothing is written.
 */
final class DryRun {

    /** The statuses with which content is refused. */
    private static final Set<Integer> OF_CONTENT = Set.of(400, 422);

    private final IInterceptorBroadcaster storage;
    private final Verdicts verdicts;
    private final DaoRegistry resources;
    private final TransactionTemplate transactions;

    /**
     * @param storage the interceptors of the JPA storage
     * @param verdicts caches that the guide's validation has found nothing
     * @param resources the resource DAOs
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
     * A reason to refuse a write.
     *
     * @param finding the finding
     * @param ofContent whether it depends on the content only, and not on what is stored or on who sends it
     */
    record Objection(Finding finding, boolean ofContent) {

        /** The finding, for a request that asks about the content only: any other objection becomes a warning. */
        Finding toContent() {
            return ofContent
                    ? finding
                    : new Finding(IssueSeverity.WARNING, finding.type(), finding.location(), finding.sentence());
        }
    }

    /**
     * Reads the stored resource.
     *
     * @throws ResourceNotFoundException (404) if there is none
     */
    Resource require(Class<? extends Resource> type, IdType id) {
        return (Resource) resources.getResourceDao(type).read(id.toVersionless(), new SystemRequestDetails());
    }

    /** The objections to a create of the resource; empty if it would succeed. */
    List<Objection> create(Resource resource, RequestDetails request) {
        return objections(resource, () -> created(copy(resource, request), request));
    }

    /**
     * The objections to an update with the resource; empty if it would succeed.
     *
     * @param id the id of the URL; null if the id is that of the resource
     */
    List<Objection> update(Resource resource, @Nullable IdType id, RequestDetails request) {
        String own = resource.getIdElement().getIdPart();
        if (own == null || id != null && !own.equals(id.getIdPart())) {
            String sentence = own == null || id == null
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

    /** Calls the hooks as for a create or an update, because some look at the kind of the request. */
    private void call(RestOperationTypeEnum write, RequestDetails request, Pointcut pointcut, HookParams params) {
        RestOperationTypeEnum operation = request.getRestOperationType();
        request.setRestOperationType(write);
        try {
            storage.callHooks(pointcut, params);
        } finally {
            request.setRestOperationType(operation);
        }
    }

    private static HookParams params(RequestDetails request) {
        return new HookParams()
                .add(RequestDetails.class, request)
                .addIfMatchesType(ServletRequestDetails.class, request)
                .add(TransactionDetails.class, new TransactionDetails());
    }
}
