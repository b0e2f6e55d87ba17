package org.platelink.security.access;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Server interceptor that authorizes every request, and every entry of a batch or transaction, before it is
 * processed. It denies by default: what no rule names is refused.
 */
@Interceptor(order = InterceptorOrder.ACCESS)
final class AccessInterceptor {

    private static final Set<RequestTypeEnum> BODIES =
            Collections.unmodifiableSet(EnumSet.of(RequestTypeEnum.POST, RequestTypeEnum.PUT, RequestTypeEnum.PATCH));

    /**
     * Operations whose parameters are not search parameters, and which check the searches in them against the rules
     * themselves.
     */
    private static final Set<String> OWN_PARAMETERS = Set.of("$export", "$everything");

    private final AccessRules rules;
    private final SearchFirewall firewall;
    private final Conditions conditions;
    private final BundleEntries entries;
    private final Membership membership;
    private final SiteCheck sites;
    private final SiteScopedConditions matches;
    private final ValidateRights validate;
    private final ConditionalReferences references;

    AccessInterceptor(
            AccessRules rules,
            SearchFirewall firewall,
            Conditions conditions,
            BundleEntries entries,
            Membership membership,
            SiteCheck sites,
            SiteScopedConditions matches,
            ConditionalReferences references) {
        this.references = references;
        this.sites = sites;
        this.matches = matches;
        this.rules = rules;
        this.firewall = firewall;
        this.conditions = conditions;
        this.entries = entries;
        this.membership = membership;
        this.validate = new ValidateRights(rules, membership);
    }

    /**
     * Runs before the body is read: refuses a write without a token, and restricts the condition of a conditional
     * write to the caller's site.
     */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void beforeTheBody(ServletRequestDetails request) {
        Caller caller = Caller.of(request).orElse(Caller.PUBLIC);
        if (caller.role() == Role.PUBLIC
                && BODIES.contains(request.getRequestType())
                && !String.valueOf(request.getRequestPath()).endsWith("/_search")) {
            throw Refusals.mayNot(caller, "send anything to this server");
        }
        if (BODIES.contains(request.getRequestType())) {
            matches.holdOne(caller, request);
        }
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void decide(RestOperationTypeEnum operation, ServletRequestDetails request) {
        Caller caller = Caller.of(request).orElse(Caller.PUBLIC);
        switch (operation) {
            case METADATA -> {
                // The CapabilityStatement tells what the server can do, and nothing of its content.
            }
            case GET_PAGE -> {
                // A page belongs to whoever asked for the first one; the paging provider checks that.
            }
            case DELETE -> {
                // Refused to everyone elsewhere, with advice on what to do instead.
            }
            case READ -> readOne(caller, "read", request);
            case VREAD -> readOne(caller, "vread", request);
            case HISTORY_INSTANCE -> readOne(caller, "history", request);
            case HISTORY_TYPE -> rules.require(caller, "history", request.getResourceName(), Right.READ);
            case SEARCH_TYPE -> {
                rules.require(caller, "search", request.getResourceName(), Right.SEARCH);
                firewall.check(caller, request.getResourceName(), request.getParameters());
            }
            case CREATE -> {
                rules.require(caller, "create", request.getResourceName(), Right.CREATE);
                conditions.check(caller, request.getHeader("If-None-Exist"));
            }
            case UPDATE -> updateOne(caller, request);
            case PATCH -> patchOne(caller, request);
            case TRANSACTION -> transaction(caller, request);
            case VALIDATE -> operation(caller, "$validate", request);
            case EXTENDED_OPERATION_TYPE, EXTENDED_OPERATION_INSTANCE, EXTENDED_OPERATION_SERVER ->
                operation(caller, String.valueOf(request.getOperation()), request);
            default -> throw Refusals.mayNot(caller, "use " + operation.getCode());
        }
        sites.check(caller, operation, request);
        if (operation == RestOperationTypeEnum.TRANSACTION && request.getResource() instanceof Bundle bundle) {
            matches.holdAll(caller, bundle);
        }
    }

    private void readOne(Caller caller, String interaction, ServletRequestDetails request) {
        AccessGrant reach = rules.require(caller, interaction, request.getResourceName(), Right.READ);
        membership.require(request.getResourceName(), request.getId().getIdPart(), reach);
    }

    private void updateOne(Caller caller, ServletRequestDetails request) {
        AccessGrant reach = rules.require(caller, "update", request.getResourceName(), Right.UPDATE);
        if (request.getId() == null || !request.getId().hasIdPart()) {
            firewall.checkNothingElse(caller, request);
            conditions.check(caller, conditions.of(request));
        } else {
            membership.requireMayUpdate(
                    caller, request.getResourceName(), request.getId().getIdPart(), reach);
        }
    }

    /**
     * A patch never creates a resource, whatever the id, so a resource that is not the caller's is answered as not
     * found.
     */
    private void patchOne(Caller caller, ServletRequestDetails request) {
        if (request.getId() == null || !request.getId().hasIdPart()) {
            updateOne(caller, request);
        } else {
            AccessGrant reach = rules.require(caller, "update", request.getResourceName(), Right.UPDATE);
            membership.require(request.getResourceName(), request.getId().getIdPart(), reach);
        }
    }

    private void transaction(Caller caller, ServletRequestDetails request) {
        if (caller.role() == Role.PUBLIC) {
            throw Refusals.mayNot(caller, "send a batch or a transaction");
        }
        if (request.getResource() instanceof Bundle bundle) {
            entries.check(caller, bundle);
            if (bundle.getType() == BundleType.TRANSACTION) {
                references.resolve(caller, bundle);
            }
        }
    }

    private void operation(Caller caller, String name, ServletRequestDetails request) {
        String type = request.getResourceName();
        if (type == null) {
            // Such an operation has to check the types in its parameters against the rules itself.
            rules.requireOfSystem(caller, name);
            return;
        }
        Right right = name.equals("$validate") ? Right.CREATE : Right.SEARCH;
        Optional<AccessGrant> reach = rules.reach(caller, name, type, right)
                .or(() -> name.equals("$validate") ? rules.reach(caller, name, type, Right.UPDATE) : Optional.empty());
        if (reach.isEmpty()) {
            throw Refusals.mayNot(caller, rules.know(name) ? "use " + name + " on this type" : "use this operation");
        }
        rules.readBy(name).forEach(read -> mayRead(caller, name, read));
        if (request.getId() != null && request.getId().hasIdPart()) {
            membership.require(type, request.getId().getIdPart(), reach.get());
        }
        if (name.equals("$validate")) {
            validate.require(caller, request);
        }
        if (right == Right.SEARCH && !OWN_PARAMETERS.contains(name)) {
            firewall.checkParameters(caller, type, request.getParameters());
        }
    }

    private void mayRead(Caller caller, String operation, String type) {
        if (!rules.require(caller, "search", type, Right.SEARCH).conditions().isEmpty()) {
            throw Refusals.forbidden("The answer of " + operation + " cannot be held to the token's condition for "
                    + type + "; ask for a token without it.");
        }
    }
}
