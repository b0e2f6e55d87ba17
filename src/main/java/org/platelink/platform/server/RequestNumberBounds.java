package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.platelink.platform.number.JsonNumbers;
import org.platelink.platform.number.NumberOutOfBounds;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that checks the numbers of a request outside of resources: in its URL, in the requests of a Bundle's
 * entries, and in a patch.
 */
@Interceptor(order = InterceptorOrder.NUMBER_BOUNDS)
final class RequestNumberBounds {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final NumericParameters parameters;

    RequestNumberBounds(NumericParameters parameters) {
        this.parameters = parameters;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void ofTheAddress(RequestDetails request) {
        parameters.check(request.getParameters());
    }

    /** Runs before any entry is executed as a search of its own. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void ofTheBody(RequestDetails request) {
        if (request.getResource() instanceof Bundle bundle) {
            for (BundleEntryComponent entry : bundle.getEntry()) {
                parameters.check(entry.getRequest().getUrl());
                String condition = entry.getRequest().getIfNoneExist();
                parameters.check(condition == null || condition.contains("?") ? condition : "?" + condition);
            }
        }
        if (request.getRequestType() == RequestTypeEnum.PATCH) {
            patch(request.loadRequestContents());
        }
    }

    /** HAPI parses the numbers of a patch as binary ones, and a large one as infinity. */
    private static void patch(byte[] body) {
        try {
            JsonNumbers.check(JSON.readTree(body));
        } catch (NumberOutOfBounds beyond) {
            throw FhirErrors.invalid(beyond.place(), beyond.getMessage());
        } catch (JsonProcessingException noJson) {
            // XML, whose result is checked when it is parsed; or a body that HAPI rejects in its own words.
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
