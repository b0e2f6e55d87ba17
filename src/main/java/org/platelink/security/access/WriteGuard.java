package org.platelink.security.access;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.matcher.InMemoryMatchResult;
import ca.uhn.fhir.jpa.searchparam.matcher.InMemoryResourceMatcher;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Storage interceptor that authorizes every resource just before the commit, in the form in which it will be stored,
 * whichever way it came: a condition may have matched an unexpected resource, a resource may be under another type's
 * URL, a reference may lead to another site's subject.
 */
@Interceptor(order = InterceptorOrder.WRITE_GUARD)
final class WriteGuard {

    private final AccessRules rules;
    private final InMemoryResourceMatcher matcher;
    private final SiteOfReferences sites;
    private final Namespaces namespaces;
    private final Owners owners;

    WriteGuard(
            AccessRules rules,
            InMemoryResourceMatcher matcher,
            SiteOfReferences sites,
            Namespaces namespaces,
            Owners owners) {
        this.namespaces = namespaces;
        this.owners = owners;
        this.rules = rules;
        this.matcher = matcher;
        this.sites = sites;
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource, RequestDetails request) {
        Caller.of(request).ifPresent(caller -> guard(caller, request, null, (Resource) resource));
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource resource, RequestDetails request) {
        Caller.of(request).ifPresent(caller -> guard(caller, request, (Resource) before, (Resource) resource));
    }

    private void guard(Caller caller, RequestDetails request, @Nullable Resource before, Resource after) {
        String type = after.fhirType();
        String interaction = before == null ? "create" : "update";
        AccessGrant reach = rules.require(caller, interaction, type, before == null ? Right.CREATE : Right.UPDATE);
        for (String condition : reach.conditions()) {
            if (!fits(after, condition) || before != null && !fits(before, condition)) {
                throw Refusals.mayNot(
                        caller,
                        interaction + " a " + type + " that is not " + type + "?" + condition.replace("%7C", "|"));
            }
        }
        if (reach.client() != null) {
            owners.require(reach.client(), before == null, after);
        }
        namespaces.check(caller, after, ReferenceOccurrence.in(after));
        if (reach.site() != null) {
            sites.mustBe(
                    reach.site(), before, after, PreparedWrites.in(request).references(), caller.role() == Role.EHR);
        }
    }

    private boolean fits(Resource resource, String condition) {
        InMemoryMatchResult result = matcher.match(resource.fhirType() + "?" + condition, resource, null, null);
        return result.supported() && result.matched();
    }
}
