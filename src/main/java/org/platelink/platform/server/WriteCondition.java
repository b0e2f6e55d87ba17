package org.platelink.platform.server;

import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/** Attaches the identifier of a conditional write to the resource that is written, until that is stored. */
public final class WriteCondition {

    private static final String KEY = "platelink.write-condition";

    private WriteCondition() {}

    /** Attaches it to a resource. */
    static void goWith(Resource resource, IdentifierQuery condition) {
        resource.setUserData(KEY, condition);
    }

    /** The identifier attached to a resource. */
    public static Optional<IdentifierQuery> of(Resource resource) {
        return resource.getUserData(KEY) instanceof IdentifierQuery condition
                ? Optional.of(condition)
                : Optional.empty();
    }
}
