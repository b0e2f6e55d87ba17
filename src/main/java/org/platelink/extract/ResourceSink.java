package org.platelink.extract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Takes resources, one by one. */
@FunctionalInterface
public interface ResourceSink {

    /**
     * Takes a resource.
     *
     * @param resource as a read of it would answer it
     */
    void resource(ObjectNode resource) throws IOException;
}
