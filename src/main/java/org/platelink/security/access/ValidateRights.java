package org.platelink.security.access;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Arrays;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Checks the rights that {@code $validate} needs beyond the operation itself: to read, if it validates a stored
 * resource, as its answer reveals the content; and to update, if it validates an update, as that reveals the stored
 * resource too.
 */
final class ValidateRights {

    private static final String UPDATE = "update";

    private final AccessRules rules;
    private final Membership membership;

    ValidateRights(AccessRules rules, Membership membership) {
        this.rules = rules;
        this.membership = membership;
    }

    /**
     * Checks a request.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException as for the read or the update
     */
    void require(Caller caller, ServletRequestDetails request) {
        String type = request.getResourceName();
        Resource sent = sent(request);
        String id = request.getId() == null ? null : request.getId().getIdPart();
        if (sent == null && id != null) {
            membership.require(type, id, rules.require(caller, "read", type, Right.READ));
        } else if (sent != null && id == null && isUpdate(request)) {
            String own = sent.getIdElement().getIdPart();
            AccessGrant reach = rules.require(caller, UPDATE, type, Right.UPDATE);
            if (own != null) {
                membership.requireMayUpdate(caller, type, own, reach);
            }
        }
    }

    private static @Nullable Resource sent(ServletRequestDetails request) {
        if (request.getResource() instanceof Parameters) {
            return named(request, "resource")
                    .map(ParametersParameterComponent::getResource)
                    .filter(resource -> resource != null)
                    .findFirst()
                    .orElse(null);
        }
        return request.getResource() instanceof Resource resource ? resource : null;
    }

    private static boolean isUpdate(ServletRequestDetails request) {
        Stream<String> inAddress = Arrays.stream(request.getParameters().getOrDefault("mode", new String[0]));
        Stream<String> inBody = named(request, "mode")
                .filter(parameter -> parameter.getValue() != null)
                .map(parameter -> String.valueOf(parameter.getValue().primitiveValue()));
        return Stream.concat(inAddress, inBody).anyMatch(UPDATE::equals);
    }

    private static Stream<ParametersParameterComponent> named(ServletRequestDetails request, String name) {
        return request.getResource() instanceof Parameters body
                ? body.getParameter().stream().filter(parameter -> name.equals(parameter.getName()))
                : Stream.empty();
    }
}
