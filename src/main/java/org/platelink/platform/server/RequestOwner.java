package org.platelink.platform.server;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.jspecify.annotations.Nullable;

/** Identifies the owner of a request, to keep apart what is held between requests of different clients. */
@FunctionalInterface
public interface RequestOwner {

    /** The owner of a request: the same text for all requests that may see the same, and for no others. */
    String of(@Nullable RequestDetails request);
}
