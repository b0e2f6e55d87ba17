package org.platelink.platform.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.IInterceptorBroadcaster;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.RestfulServerUtils.ResponseEncoding;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletSubRequestDetails;
import ca.uhn.fhir.rest.server.util.CompositeInterceptorBroadcaster;
import ca.uhn.fhir.util.DateUtils;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.hapi.table.StoredText;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that writes a searchset Bundle directly from the stored JSON texts. Parsing twenty results and encoding
 * them again took half the time of a search. If the client wants something other than whole resources in JSON, or an
 * interceptor wants to see or change what is shown, the results are parsed as usual.
 */
@Interceptor(order = InterceptorOrder.TEXT_BUNDLES)
final class TextBundles {

    private static final JsonFactory JSON = new JsonFactory();

    /** Parameters that ask for a part of each resource, or for another form. */
    private static final Set<String> OF_PARTS = Set.of(
            Constants.PARAM_SUMMARY,
            Constants.PARAM_ELEMENTS,
            Constants.PARAM_ELEMENTS + Constants.PARAM_ELEMENTS_EXCLUDE_MODIFIER,
            Constants.PARAM_PRETTY,
            "_narrative");

    /**
     * The interactions whose Bundle can be written from texts. A search within an operation or a batch entry becomes
     * part of another response, which is encoded from objects.
     */
    private static final Set<RestOperationTypeEnum> ANSWERED =
            EnumSet.of(RestOperationTypeEnum.SEARCH_TYPE, RestOperationTypeEnum.GET_PAGE);

    private final FhirContext fhir;
    private final IInterceptorBroadcaster storage;

    TextBundles(FhirContext fhir, IInterceptorBroadcaster storage) {
        this.fhir = fhir;
        this.storage = storage;
    }

    /** Whether the response can be written from texts; only this search's own Bundle can. */
    boolean canAnswer(ServletRequestDetails request) {
        return ANSWERED.contains(request.getRestOperationType())
                && !(request instanceof ServletSubRequestDetails)
                && request.getParameters().keySet().stream().noneMatch(OF_PARTS::contains)
                && encoding(request).getEncoding() == EncodingEnum.JSON
                && !RestfulServerUtils.prettyPrintResponse(request.getServer(), request)
                && !CompositeInterceptorBroadcaster.newCompositeBroadcaster(storage, request)
                        .hasHooks(Pointcut.STORAGE_PRESHOW_RESOURCES);
    }

    private ResponseEncoding encoding(ServletRequestDetails request) {
        EncodingEnum usual = request.getServer().getDefaultResponseEncoding();
        ResponseEncoding encoding = RestfulServerUtils.determineResponseEncodingNoDefault(request, usual);
        return encoding == null ? new ResponseEncoding(fhir, usual, null) : encoding;
    }

    /** Writes the response in HAPI's place, with the headers that HAPI would set. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public boolean write(ServletRequestDetails request, ResponseDetails answer) throws IOException {
        if (!(answer.getResponseResource() instanceof Bundle bundle)
                || bundle.getEntry().stream().noneMatch(TextBundles::carriesText)) {
            return true;
        }
        if (bundle.getMeta().hasLastUpdated()) {
            request.getResponse()
                    .addHeader(
                            Constants.HEADER_LAST_MODIFIED,
                            DateUtils.formatDate(bundle.getMeta().getLastUpdated()));
        }
        Writer writer = request.getResponse()
                .getResponseWriter(
                        answer.getResponseCode(),
                        encoding(request).getResourceContentType(),
                        Constants.CHARSET_NAME_UTF8,
                        request.isRespondGzip());
        write(bundle, RestfulServerUtils.getNewParser(fhir, fhir.getVersion().getVersion(), request), writer);
        request.getResponse().commitResponse(writer);
        return false;
    }

    private static boolean carriesText(BundleEntryComponent entry) {
        return entry.getResource() != null && StoredText.isCarriedBy(entry.getResource());
    }

    static void write(Bundle bundle, IParser parser, Writer writer) throws IOException {
        List<BundleEntryComponent> entries = bundle.getEntry();
        bundle.setEntry(null);
        String head = parser.encodeResourceToString(bundle);
        writer.write(head, 0, head.length() - 1);
        writer.write(",\"entry\":");
        // Not closed: that would close the server's writer.
        JsonGenerator json = JSON.createGenerator(writer);
        json.writeStartArray();
        for (BundleEntryComponent entry : entries) {
            write(entry, parser, json);
        }
        json.writeEndArray();
        json.flush();
        writer.write('}');
    }

    private static void write(BundleEntryComponent entry, IParser parser, JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (entry.hasFullUrl()) {
            json.writeStringField("fullUrl", entry.getFullUrl());
        }
        if (entry.getResource() != null) {
            json.writeFieldName("resource");
            json.writeRawValue(text(entry.getResource(), parser));
        }
        if (entry.getSearch().hasMode()) {
            json.writeObjectFieldStart("search");
            json.writeStringField("mode", entry.getSearch().getMode().toCode());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static String text(Resource resource, IParser parser) {
        @Nullable String stored = StoredText.whole(resource);
        return stored == null ? parser.encodeResourceToString(resource) : stored;
    }
}
