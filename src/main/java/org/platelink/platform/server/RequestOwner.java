package org.platelink.platform.server;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.jspecify.annotations.Nullable;

/** Tells requests of different clients apart, for what is kept between the requests of one. */
@FunctionalInterface
public interface RequestOwner {

    /** Whose a request is: the same text for all requests that may see the same, and for no others. */
    String of(@Nullable RequestDetails request);
}
