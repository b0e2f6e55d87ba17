package org.platelink.access;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.matcher.InMemoryMatchResult;
import ca.uhn.fhir.jpa.searchparam.matcher.InMemoryResourceMatcher;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Decides about what is about to be committed, as it will be stored, whatever way led there: a condition that found
 * another resource than one thinks, a resource under another type's URL, a reference to another site's subject.
 */
@Interceptor(order = -1000)
final class WriteGuard {

    /** Whose identifiers are a site's own: what its laboratory gives. */
    private static final Set<String> LAB = Set.of("Observation", "DiagnosticReport", "Specimen");

    private final AccessRules rules;
    private final InMemoryResourceMatcher matcher;
    private final SiteOfReferences sites;

    WriteGuard(AccessRules rules, InMemoryResourceMatcher matcher, SiteOfReferences sites) {
        this.rules = rules;
        this.matcher = matcher;
        this.sites = sites;
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource, RequestDetails request) {
        Caller.of(request).ifPresent(caller -> guard(caller, "create", Right.CREATE, null, (Resource) resource));
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource resource, RequestDetails request) {
        Caller.of(request)
                .ifPresent(caller -> guard(caller, "update", Right.UPDATE, (Resource) before, (Resource) resource));
    }

    private void guard(Caller caller, String interaction, Right right, @Nullable Resource before, Resource after) {
        String type = after.fhirType();
        Reach reach = rules.require(caller, interaction, type, right);
        for (String condition : reach.conditions()) {
            if (!fits(after, condition) || before != null && !fits(before, condition)) {
                throw Refusals.mayNot(
                        caller,
                        interaction + " a " + type + " that is not " + type + "?" + condition.replace("%7C", "|"));
            }
        }
        if (reach.site() == null) {
            return;
        }
        if (LAB.contains(type)) {
            ownNamespaces(caller, after);
        }
        sites.mustBe(reach.site(), before, after);
    }

    private boolean fits(Resource resource, String condition) {
        InMemoryMatchResult result = matcher.match(resource.fhirType() + "?" + condition, resource, null, null);
        return result.supported() && result.matched();
    }

    static void ownNamespaces(Caller caller, Resource resource) {
        Property identifiers = resource.getNamedProperty("identifier");
        List<? extends Base> values = identifiers == null ? List.of() : identifiers.getValues();
        for (int i = 0; i < values.size(); i++) {
            String system = ((Identifier) values.get(i)).getSystem();
            if (system == null || !caller.identifierSystems().contains(system)) {
                throw Refusals.forbidden(resource.fhirType() + ".identifier[" + i
                        + "].system must be a namespace of your site: "
                        + caller.namespaces() + ".");
            }
        }
    }
}
