package org.platelink.platform.server;

import ca.uhn.fhir.rest.server.RestfulServer;

/** Lets a capability add its operations and interceptors to the FHIR server. */
@FunctionalInterface
public interface FhirServerCustomizer {

    /**
     * Adds to the server before it takes its first request.
     *
     * @param server the server under construction
     */
    void customize(RestfulServer server);
}
