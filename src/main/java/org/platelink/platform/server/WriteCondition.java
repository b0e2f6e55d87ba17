package org.platelink.platform.server;

import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/** The identifier by which a write was asked to look for its resource; it goes with what is written to where it is stored. */
public final class WriteCondition {

    private static final String KEY = "platelink.write-condition";

    private WriteCondition() {}

    /** Sends it along with a resource. */
    static void goWith(Resource resource, IdentifierQuery condition) {
        resource.setUserData(KEY, condition);
    }

    /** What goes with a resource. */
    public static Optional<IdentifierQuery> of(Resource resource) {
        return resource.getUserData(KEY) instanceof IdentifierQuery condition
                ? Optional.of(condition)
                : Optional.empty();
    }
}
