package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that rewrites the conditions of conditional writes to one form,
 * {@code Observation?identifier=system|value}, with all encoding and escaping that it needs, whichever way they were
 * sent. HAPI looks up all conditions of a transaction at once if they have this form.
 */
@Interceptor(order = InterceptorOrder.CONDITIONAL_WRITES)
class ConditionalWrites {

    /** Rewrites the condition of a single request before HAPI reads it. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void writeOut(ServletRequestDetails request) {
        String type = request.getResourceName();
        String condition = condition(request);
        if (type != null && condition != null) {
            IdentifierQuery.of(condition).ifPresent(query -> request.setFixedConditionalUrl(query.written(type)));
        }
    }

    private static @Nullable String condition(ServletRequestDetails request) {
        if (request.getRequestType() == RequestTypeEnum.POST) {
            return request.getOperation() == null ? request.getHeader(Constants.HEADER_IF_NONE_EXIST) : null;
        }
        boolean isConditional =
                (request.getRequestType() == RequestTypeEnum.PUT || request.getRequestType() == RequestTypeEnum.PATCH)
                        && (request.getId() == null || !request.getId().hasIdPart());
        String url = request.getCompleteUrl();
        return isConditional && url != null && url.contains("?") ? url.substring(url.indexOf('?')) : null;
    }

    /**
     * Rejects a condition in which an unencoded {@code +} was meant literally: it names the body's identifier only if
     * the {@code +} is not read as a space. In a transaction such a condition is rewritten to the literal {@code +}
     * instead.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (400) that says how a plus is written
     */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void read(ServletRequestDetails request, RestOperationTypeEnum operation) {
        boolean isOne = operation == RestOperationTypeEnum.CREATE || operation == RestOperationTypeEnum.UPDATE;
        String condition = isOne ? condition(request) : null;
        if (condition != null && request.getResource() instanceof Resource resource) {
            boolean isLiteral = !IdentifierQuery.of(condition).equals(IdentifierQuery.of(condition, resource));
            if (isLiteral) {
                throw FhirErrors.invalid(
                        "identifier", "In a condition a + is a space; the + of an identifier is written as %2B.");
            }
            IdentifierQuery.of(condition).ifPresent(query -> WriteCondition.goWith(resource, query));
        }
        if (operation == RestOperationTypeEnum.TRANSACTION && request.getResource() instanceof Bundle bundle) {
            bundle.getEntry().forEach(ConditionalWrites::writeOut);
        }
    }

    static void writeOut(BundleEntryComponent entry) {
        BundleEntryRequestComponent request = entry.getRequest();
        HTTPVerb method = request.getMethod();
        if (entry.getResource() == null || method == null) {
            return;
        }
        String type = entry.getResource().fhirType();
        String criteria = request.getIfNoneExist();
        if (method == HTTPVerb.POST && criteria != null && !criteria.isBlank()) {
            Optional<IdentifierQuery> identifierQuery = IdentifierQuery.of(criteria, entry.getResource());
            identifierQuery.ifPresent(query -> WriteCondition.goWith(entry.getResource(), query));
            request.setIfNoneExist(identifierQuery
                    .map(query -> query.written(type))
                    .orElse(criteria.contains("?") ? criteria : type + "?" + criteria));
        }
        String url = String.valueOf(request.getUrl());
        int question = url.indexOf('?');
        if ((method == HTTPVerb.PUT || method == HTTPVerb.PATCH) && question > 0) {
            IdentifierQuery.of(url, entry.getResource()).ifPresent(query -> {
                WriteCondition.goWith(entry.getResource(), query);
                request.setUrl(query.written(url.substring(0, question).replace("/", "")));
            });
        }
    }
}
