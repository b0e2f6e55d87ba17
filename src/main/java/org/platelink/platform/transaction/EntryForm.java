package org.platelink.platform.transaction;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.method.BaseResourceReturningMethodBinding;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletSubRequestDetails;
import ca.uhn.fhir.rest.server.util.ServletRequestUtil;
import com.google.common.collect.ArrayListMultimap;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.platelink.platform.server.FhirErrors;

/**
 * Checks that an entry of a transaction or batch is a valid request.
 *
 * @param own the base URL of this server, which an entry's URL may begin with
 * @param batch whether the entry is in a batch, whose other entries are done even if this one is refused
 */
record EntryForm(ServletRequestDetails request, String own, boolean batch) {

    private static final Pattern WRITE = Pattern.compile("/?[A-Z][A-Za-z]+(?:/[A-Za-z0-9.-]{1,64})?(?:\\?.*)?");

    /** Checks an entry, and makes its URL relative to this server. Refuses an invalid one with 400. */
    void look(BundleEntryComponent entry, int index) {
        String place = "Bundle.entry[" + index + "].request";
        BundleEntryRequestComponent entryRequest = entry.getRequest();
        if (!entry.hasRequest() || entryRequest.getMethod() == null) {
            throw FhirErrors.invalid(
                    place, "Each entry has a request, with the method and the url of what is to be done.");
        }
        if (!entryRequest.hasUrl()) {
            throw FhirErrors.invalid(place + ".url", "The request of an entry has a url, such as Observation.");
        }
        if (entryRequest.getUrl().startsWith(own + "/")) {
            entryRequest.setUrl(entryRequest.getUrl().substring(own.length() + 1));
        }
        switch (entryRequest.getMethod()) {
            case GET -> requireAnswerable(entryRequest.getUrl(), place);
            case POST, PUT, PATCH -> {
                if (!entry.hasResource()) {
                    throw FhirErrors.invalid(
                            "Bundle.entry[" + index + "].resource",
                            "An entry with " + entryRequest.getMethod().toCode() + " has what is to be written.");
                }
                if (batch && !WRITE.matcher(entryRequest.getUrl()).matches()) {
                    throw FhirErrors.invalid(
                            place + ".url", "The url of a write is Type, Type/id or Type?identifier=….");
                }
            }
            default -> {
                // DELETE is refused elsewhere, with a message that says what to do instead; HEAD is refused by HAPI.
            }
        }
    }

    /** Refuses a GET that no method of the server can answer, because HAPI fails at it. */
    private void requireAnswerable(String url, String place) {
        boolean isAnswerable;
        try {
            ServletSubRequestDetails get =
                    ServletRequestUtil.getServletSubRequestDetails(request, url, "GET", ArrayListMultimap.create());
            isAnswerable = request.getServer().determineResourceMethod(get, get.getRequestPath())
                    instanceof BaseResourceReturningMethodBinding;
        } catch (BaseServerResponseException unknown) {
            isAnswerable = false;
        }
        if (!isAnswerable) {
            throw FhirErrors.invalid(
                    place + ".url", "There is nothing at this url that a GET in an entry could answer with.");
        }
    }
}
