package org.platelink.security.access;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.pipeline.RequestAttribute;

/**
 * Cache in a request of what was authorized before its transaction began, so that it is not checked again inside the
 * transaction.
 */
final class PreparedWrites {

    private static final RequestAttribute<PreparedWrites> ATTRIBUTE =
            RequestAttribute.of(RequestAttribute.Name.AUTHORIZED_WRITES, PreparedWrites.class);

    private final Set<String> references = new HashSet<>();
    private final Set<Resource> resources = Collections.newSetFromMap(new IdentityHashMap<>());

    private PreparedWrites() {}

    static PreparedWrites in(RequestDetails request) {
        return ATTRIBUTE.of(request, PreparedWrites::new);
    }

    /** The references that were authorized, as type and id. */
    Set<String> references() {
        return references;
    }

    /** The resource instances that were authorized. */
    Set<Resource> resources() {
        return resources;
    }
}
