package org.platelink.platform.server;

import ca.uhn.fhir.jpa.searchparam.matcher.InMemoryMatchResult;
import ca.uhn.fhir.jpa.searchparam.matcher.SearchParamMatcher;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;

/**
 * Tells whether a resource fits criteria, as HAPI asks of everything created on condition. The criteria are nearly always
 * that a resource with its own identifier does not exist yet. That one is then looked for among its identifiers; for all
 * else, and for a no, HAPI's own way is taken, which works out every search parameter of the resource.
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
