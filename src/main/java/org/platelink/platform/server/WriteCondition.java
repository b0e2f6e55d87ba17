package org.platelink.platform.server;

import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.pipeline.ResourceAttribute;

/** Attaches the identifier of a conditional write to the resource that is written, until that is stored. */
public final class WriteCondition {

    private static final ResourceAttribute<IdentifierQuery> ATTRIBUTE =
            ResourceAttribute.of(ResourceAttribute.Name.WRITE_CONDITION, IdentifierQuery.class);

    private WriteCondition() {}

    /** Attaches it to a resource. */
    static void goWith(Resource resource, IdentifierQuery condition) {
        ATTRIBUTE.set(resource, condition);
    }

    /** The identifier attached to a resource. */
    public static Optional<IdentifierQuery> of(Resource resource) {
        return ATTRIBUTE.of(resource);
    }
}
