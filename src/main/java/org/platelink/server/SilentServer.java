package org.platelink.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.RestfulServer;

/** HAPI's server, which does not tell everyone its version. */
final class SilentServer extends RestfulServer {

    SilentServer(FhirContext fhir) {
        super(fhir);
    }

    @Override
    protected String createPoweredByHeader() {
        return "";
    }
}
