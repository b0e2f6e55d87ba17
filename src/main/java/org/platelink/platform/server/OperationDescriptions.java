package org.platelink.platform.server;

import java.util.Optional;
import org.hl7.fhir.r4.model.OperationDefinition;

/** Descriptions of operations besides those that HAPI makes of its methods. */
@FunctionalInterface
public interface OperationDescriptions {

    /** The one of an id; empty if there is none. */
    Optional<OperationDefinition> read(String id);
}
