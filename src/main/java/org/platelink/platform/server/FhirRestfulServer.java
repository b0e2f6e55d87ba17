package org.platelink.platform.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * HAPI's RestfulServer without a header that tells its version, and with a bound on the request ids that clients
 * send. It handles a HEAD request as a GET of the same address: the container leaves the body out.
 */
final class FhirRestfulServer extends RestfulServer {

    /** The id goes into the audit trail, the store and the response header, so a client must not choose its size. */
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    FhirRestfulServer(FhirContext fhir) {
        super(fhir);
    }

    @Override
    protected void handleRequest(RequestTypeEnum type, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        RequestTypeEnum answered = type == RequestTypeEnum.HEAD ? RequestTypeEnum.GET : type;
        super.handleRequest(answered, new NormalizedRequest(answered, request), response);
    }

    @Override
    protected ServletRequestDetails newRequestDetails(
            RequestTypeEnum type, HttpServletRequest request, HttpServletResponse response) {
        ServletRequestDetails details = super.newRequestDetails(type, request, response);
        details.setResponse(new WriteHeaders(details));
        return details;
    }

    @Override
    protected String getOrCreateRequestId(HttpServletRequest request) {
        String id = super.getOrCreateRequestId(request);
        return REQUEST_ID.matcher(id).matches() ? id : newRequestId(Constants.REQUEST_ID_LENGTH);
    }

    @Override
    protected void registerProviders(Collection<?> providers, boolean atStart) {
        super.registerProviders(providers, atStart);
        DateParameters.leaveToTheRegistry(getResourceBindings());
    }

    @Override
    protected String createPoweredByHeader() {
        return "";
    }
}
