package org.platelink.security.access;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Storage interceptor that restricts every search of a caller, whichever code runs it, to what the caller may search.
 * So pages, totals and counts are restricted as well.
 */
@Interceptor(order = InterceptorOrder.SEARCH_NARROWING)
final class SearchNarrowing {

    private final AccessRules rules;
    private final ChainTypes types;
    private final GrantFilter narrowing;

    SearchNarrowing(AccessRules rules, ChainTypes types, GrantFilter narrowing) {
        this.rules = rules;
        this.types = types;
        this.narrowing = narrowing;
    }

    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void narrow(ICachedSearchDetails details, @Nullable RequestDetails request, SearchParameterMap search) {
        // The condition of a write; Conditions has made sure that it asks for the site's own identifiers only.
        if (request != null && Writes.include(request.getRestOperationType())) {
            return;
        }
        Caller.of(request).ifPresent(caller -> {
            String type = details.getResourceType();
            AccessGrant reach = rules.require(caller, "search", type, Right.SEARCH);
            types.complete(caller, type, search);
            narrowing.hold(search, type, reach);
        });
    }
}
