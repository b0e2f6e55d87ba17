package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.RestfulServerUtils.ResponseEncoding;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseBinary;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that answers 406 if none of the requested formats is supported, and 415 if the format of the body is
 * not. HAPI would fall back to JSON. It would also try RDF, for which it needs a library that is not here, and
 * NDJSON, which it has for Bundles only.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#mime-type">FHIR R4, content types and encodings</a>
 */
@Interceptor(order = InterceptorOrder.OFFERED_FORMATS)
final class OfferedFormats {

    private static final Set<EncodingEnum> OFFERED = EnumSet.of(EncodingEnum.JSON, EncodingEnum.XML);
    private static final Set<String> ANY = Set.of("*/*", "*", "application/*");

    /** Formats in which some operations return tables; those operations say themselves which. */
    private static final Pattern OF_TABLES = Pattern.compile(".*(?:csv|ndjson|jsonlines|parquet).*");

    private static final Set<RestOperationTypeEnum> OPERATIONS = EnumSet.of(
            RestOperationTypeEnum.EXTENDED_OPERATION_SERVER,
            RestOperationTypeEnum.EXTENDED_OPERATION_TYPE,
            RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE);

    private static final Set<RequestTypeEnum> BODIES =
            EnumSet.of(RequestTypeEnum.POST, RequestTypeEnum.PUT, RequestTypeEnum.PATCH);

    private static final Pattern QUALITY = Pattern.compile(";\\s*q\\s*=\\s*0(?:\\.0*)?\\s*(?:;|$)");
    private static final Pattern VERSION = Pattern.compile(";\\s*fhirVersion\\s*=\\s*\"?([0-9.]+)");
    private static final String VERSION_HERE = "4.0";

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void beforeItIsDone(RequestDetails request) {
        EncodingEnum body = RestfulServerUtils.determineRequestEncodingNoDefault(request);
        if (BODIES.contains(request.getRequestType()) && body != null && !OFFERED.contains(body)) {
            throw FhirErrors.notTaken(
                    "Content-Type",
                    "The body's Content-Type is not one that is taken here; send application/fhir+json or"
                            + " application/fhir+xml.");
        }
        boolean isOperation = OPERATIONS.contains(request.getRestOperationType());
        if (!isOffered(request) && !(isOperation && isOfATable(request))) {
            throw refused();
        }
    }

    /**
     * An operation that returned no table has returned a resource, whose format is checked here. An operation that
     * could change something cannot be called by GET.
     */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void beforeAnOperationIsAnswered(RequestDetails request, ResponseDetails answer) {
        if (OPERATIONS.contains(request.getRestOperationType())
                && request.getRequestType() == RequestTypeEnum.GET
                && answer.getResponseResource() != null
                && !(answer.getResponseResource() instanceof IBaseBinary)
                && !isOffered(request)) {
            throw refused();
        }
    }

    /** Has an error written in JSON where the requested format cannot be written. */
    @Hook(value = Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION, order = InterceptorOrder.OFFERED_FORMATS)
    public void beforeAFailureIsAnswered(RequestDetails request) {
        Map<String, String[]> parameters = request.getParameters();
        if (parameters != null && !isWritten(request)) {
            Map<String, String[]> plain = new HashMap<>(parameters);
            plain.put(Constants.PARAM_FORMAT, new String[] {Constants.FORMAT_JSON});
            request.setParameters(plain);
        }
    }

    private static boolean isOffered(RequestDetails request) {
        return isWritten(request) && asked(request).stream().anyMatch(OfferedFormats::isOffered);
    }

    /** Whether the encoding that HAPI would choose can be written. */
    private static boolean isWritten(RequestDetails request) {
        ResponseEncoding chosen = RestfulServerUtils.determineResponseEncodingNoDefault(request, EncodingEnum.JSON);
        return chosen == null || OFFERED.contains(chosen.getEncoding());
    }

    private static boolean isOfATable(RequestDetails request) {
        return asked(request).stream()
                .anyMatch(one -> OF_TABLES.matcher(one.toLowerCase(Locale.ROOT)).matches());
    }

    /** The formats that {@code _format} names, or else {@code Accept}; any format, if neither names one. */
    private static List<String> asked(RequestDetails request) {
        String[] formats = request.getParameters().getOrDefault(Constants.PARAM_FORMAT, new String[0]);
        List<String> named =
                Arrays.stream(formats).filter(one -> !one.isBlank()).toList();
        if (named.isEmpty()) {
            named = request.getHeaders(Constants.HEADER_ACCEPT).stream()
                    .flatMap(header -> Arrays.stream(header.split(",")))
                    .map(String::trim)
                    .filter(one -> !one.isEmpty() && !QUALITY.matcher(one).find())
                    .toList();
            boolean saysNothing = request.getHeaders(Constants.HEADER_ACCEPT).stream()
                    .allMatch(header -> header.replace(",", "").isBlank());
            return saysNothing ? List.of("*/*") : named;
        }
        return named;
    }

    private static boolean isOffered(String one) {
        Matcher version = VERSION.matcher(one);
        if (version.find()
                && !version.group(1).equals(VERSION_HERE)
                && !version.group(1).startsWith(VERSION_HERE + ".")) {
            return false;
        }
        String plain = one.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        EncodingEnum encoding = EncodingEnum.forContentType(plain);
        return ANY.contains(plain) || encoding != null && OFFERED.contains(encoding);
    }

    private static RuntimeException refused() {
        return FhirErrors.notOffered(
                "_format",
                "What _format or the header Accept names is not offered here. Ask for application/fhir+json (json) or"
                        + " application/fhir+xml (xml) of FHIR 4.0.");
    }
}
