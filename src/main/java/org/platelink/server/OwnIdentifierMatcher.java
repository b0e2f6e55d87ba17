package org.platelink.server;

import ca.uhn.fhir.jpa.searchparam.matcher.InMemoryMatchResult;
import ca.uhn.fhir.jpa.searchparam.matcher.SearchParamMatcher;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/**
 * Tells whether a resource fits criteria, as HAPI asks of everything created on condition. The criteria are nearly always
 * that a resource with its own identifier does not exist yet. That one is then looked for among its identifiers; for all
 * else, and for a no, HAPI's own way is taken, which works out every search parameter of the resource.
 */
class OwnIdentifierMatcher extends SearchParamMatcher {

    private static final Pattern IDENTIFIER =
            Pattern.compile("([A-Za-z]+)\\?identifier=([^&|,\\\\$]+)\\|([^&|,\\\\$]+)");

    @Override
    public InMemoryMatchResult match(String criteria, IBaseResource resource, RequestDetails request) {
        Matcher asked = IDENTIFIER.matcher(decoded(criteria));
        if (asked.matches()
                && resource instanceof Resource created
                && created.fhirType().equals(asked.group(1))
                && carries(created, asked.group(2), asked.group(3))) {
            return InMemoryMatchResult.successfulMatch();
        }
        return super.match(criteria, resource, request);
    }

    private static String decoded(String criteria) {
        try {
            return URLDecoder.decode(criteria, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncodedWell) {
            return "";
        }
    }

    private static boolean carries(Resource resource, String system, String value) {
        Property identifiers = resource.getNamedProperty("identifier");
        return identifiers != null
                && identifiers.getValues().stream()
                        .anyMatch(one -> one instanceof Identifier identifier
                                && system.equals(identifier.getSystem())
                                && value.equals(identifier.getValue()));
    }
}
