package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.api.server.IRestfulResponse;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.util.DateUtils;
import java.io.IOException;
import java.io.Writer;
import java.util.EnumSet;
import java.util.Set;
import org.hl7.fhir.r4.model.DomainResource;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that answers {@code _summary=text} of one resource with its text, id, meta and mandatory elements, as
 * for each resource of a search. HAPI writes the narrative as a page of HTML, and the word {@code null} where there
 * is none.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#summary">FHIR R4, summary</a>
 */
@Interceptor(order = InterceptorOrder.TEXT_SUMMARIES)
final class TextSummaries {

    private static final Set<RestOperationTypeEnum> READS =
            EnumSet.of(RestOperationTypeEnum.READ, RestOperationTypeEnum.VREAD);

    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = InterceptorOrder.TEXT_SUMMARIES_LAST)
    public boolean write(ServletRequestDetails request, ResponseDetails answer) throws IOException {
        if (!(answer.getResponseResource() instanceof DomainResource whole)
                || !RestfulServerUtils.determineSummaryMode(request).equals(Set.of(SummaryEnum.TEXT))) {
            return true;
        }
        IRestfulResponse response = request.getResponse();
        if (READS.contains(request.getRestOperationType()) && whole.getMeta().hasVersionId()) {
            String version = whole.getMeta().getVersionId();
            response.addHeader(Constants.HEADER_ETAG, RestfulServerUtils.createEtag(version));
            response.addHeader(
                    Constants.HEADER_CONTENT_LOCATION,
                    whole.getIdElement()
                            .withServerBase(request.getFhirServerBase(), whole.fhirType())
                            .withVersion(version)
                            .getValue());
            response.addHeader(
                    Constants.HEADER_LAST_MODIFIED,
                    DateUtils.formatDate(whole.getMeta().getLastUpdated()));
        }
        IParser parser =
                RestfulServerUtils.getNewParser(request.getFhirContext(), whole.getStructureFhirVersionEnum(), request);
        parser.setEncodeElementsAppliesToChildResourcesOnly(false);
        Writer writer = response.getResponseWriter(
                answer.getResponseCode(),
                RestfulServerUtils.determineResponseEncodingWithDefault(request).getResourceContentType(),
                Constants.CHARSET_NAME_UTF8,
                request.isRespondGzip());
        parser.encodeResourceToWriter(whole, writer);
        response.commitResponse(writer);
        return false;
    }
}
