package org.platelink.platform.hapi.storage;

import ca.uhn.fhir.jpa.searchparam.matcher.InMemoryMatchResult;
import ca.uhn.fhir.jpa.searchparam.matcher.SearchParamMatcher;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.server.IdentifierQuery;

/**
 * Fast path for HAPI's check of whether a conditionally created resource matches its own criteria. The criteria are
 * nearly always that no resource with its own identifier exists yet; this is checked by comparing its identifiers.
 * For other criteria, and where they do not match, HAPI's matcher runs, which computes every search parameter of the
 * resource.
 */
class OwnIdentifierMatcher extends SearchParamMatcher {

    @Override
    public InMemoryMatchResult match(String criteria, IBaseResource resource, RequestDetails request) {
        if (resource instanceof Resource created
                && criteria.startsWith(created.fhirType() + "?")
                && IdentifierQuery.of(criteria)
                        .filter(query -> query.isOf(created))
                        .isPresent()) {
            return InMemoryMatchResult.successfulMatch();
        }
        return super.match(criteria, resource, request);
    }
}
