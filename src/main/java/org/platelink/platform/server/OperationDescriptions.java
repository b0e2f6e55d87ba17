package org.platelink.platform.server;

import java.util.Optional;
import org.hl7.fhir.r4.model.OperationDefinition;

/** Source of OperationDefinitions besides those that HAPI generates from its methods. */
@FunctionalInterface
public interface OperationDescriptions {

    /** The definition with an id; empty if there is none. */
    Optional<OperationDefinition> read(String id);
}
