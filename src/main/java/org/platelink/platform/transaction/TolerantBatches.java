package org.platelink.platform.transaction;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.server.EntryRefusals;
import org.platelink.platform.server.FhirErrors;

/**
 * Interceptor that parses a batch entry by entry if it cannot be parsed as a whole, so that one unreadable entry does
 * not fail the others.
 */
@Interceptor(order = InterceptorOrder.TOLERANT_BATCHES)
final class TolerantBatches {

    private final FhirContext fhir;

    TolerantBatches(FhirContext fhir) {
        this.fhir = fhir;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void read(ServletRequestDetails request) {
        EncodingEnum kind = RestfulServerUtils.determineRequestEncodingNoDefault(request);
        if (request.getRequestType() != RequestTypeEnum.POST
                || request.getResourceName() != null
                || request.getOperation() != null
                || kind != EncodingEnum.JSON && kind != EncodingEnum.XML) {
            return;
        }
        String text = new String(request.loadRequestContents(), StandardCharsets.UTF_8);
        IParser parser = kind.newParser(fhir);
        parser.setServerBaseUrl(request.getFhirServerBase());
        try {
            request.setResource(parser.parseResource(Bundle.class, text));
        } catch (DataFormatException | BaseServerResponseException unreadable) {
            // If it is no batch, HAPI parses it again and reports the error.
            batch(kind, text, parser, request).ifPresent(request::setResource);
        }
    }

    private static Optional<Bundle> batch(
            EncodingEnum kind, String text, IParser parser, ServletRequestDetails request) {
        return BatchText.of(kind, text).map(entries -> {
            Bundle batch = new Bundle().setType(BundleType.BATCH);
            Map<Integer, BaseServerResponseException> unreadable = new HashMap<>();
            for (int i = 0; i < entries.entries().size(); i++) {
                try {
                    batch.addEntry(
                            parser.parseResource(Bundle.class, entries.entries().get(i))
                                    .getEntryFirstRep());
                } catch (DataFormatException | BaseServerResponseException refused) {
                    unreadable.put(
                            i,
                            FhirErrors.invalid(
                                    "Bundle.entry[" + i + "]", "The entry cannot be read: " + words(refused)));
                }
            }
            EntryRefusals.note(request, entries.entries().size(), unreadable);
            return batch;
        });
    }

    private static String words(RuntimeException failure) {
        return String.valueOf(failure.getMessage()).replaceAll("HAPI-\\d+: ", "");
    }
}
