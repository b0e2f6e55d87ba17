package org.platelink.security.access;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;

/**
 * Cache in a request of what was authorized before its transaction began, so that it is not checked again inside the
 * transaction.
 */
final class PreparedWrites {

    /** A key that only this class holds, so that no other code can leave a verdict in a request. */
    private static final Object KEY = new Object();

    private final Set<String> references = new HashSet<>();
    private final Set<Resource> resources = Collections.newSetFromMap(new IdentityHashMap<>());

    private PreparedWrites() {}

    static PreparedWrites in(RequestDetails request) {
        return (PreparedWrites) request.getUserData().computeIfAbsent(KEY, absent -> new PreparedWrites());
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
