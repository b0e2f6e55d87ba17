package org.platelink.analytics.extract;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.platelink.platform.number.JsonNumbers;
import org.platelink.platform.number.NumberOutOfBounds;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.NamedParameters;

/**
 * Raw parameters of an operation request, from the URL or from a Parameters resource in the body. HAPI's own parser
 * is not used because it does not know ViewDefinition. A value is a text of the URL, or the parameter's element of
 * the body.
 */
public final class RequestParameters extends NamedParameters<JsonNode> {

    private static final int DEEPEST = 200;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Parameter names of the versions before the ballot, and their present names. */
    private static final Map<String, String> FORMER = Map.of(
            "viewResource", "subjectResource",
            "viewReference", "subjectReference",
            "viewCanonical", "subjectCanonical",
            "view", "subject");

    private RequestParameters() {
        super(Set.of("_pretty"));
    }

    /**
     * Reads the parameters of a request.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if the body is no Parameters resource
     *     in JSON
     */
    public static RequestParameters of(HttpServletRequest request) throws IOException {
        RequestParameters requestParameters = new RequestParameters();
        for (Map.Entry<String, String[]> parameter : new HashMap<>(request.getParameterMap()).entrySet()) {
            for (String value : parameter.getValue()) {
                requestParameters.take(parameter.getKey(), TextNode.valueOf(value));
            }
        }
        if (request.getMethod().equals("POST")) {
            requestParameters.readBody(request);
        }
        return requestParameters;
    }

    /** The parts of a parameter, as if each were a parameter of its own. */
    public static RequestParameters ofParts(JsonNode parameter) {
        RequestParameters requestParameters = new RequestParameters();
        parameter
                .path("part")
                .forEach(part -> requestParameters.take(part.path("name").asText(), part));
        return requestParameters;
    }

    private void readBody(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        if (body.length == 0) {
            return;
        }
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        if (!type.contains("json")) {
            throw FhirErrors.invalid(
                    "Parameters", "Send a Parameters resource with Content-Type: application/fhir+json.");
        }
        JsonNode parameters;
        try {
            parameters = JSON.readTree(body);
            JsonNumbers.check(parameters);
        } catch (NumberOutOfBounds beyond) {
            throw FhirErrors.invalid("Parameters." + beyond.place(), beyond.getMessage());
        } catch (JsonProcessingException broken) {
            throw FhirErrors.invalid("Parameters", "The body is no JSON" + place(broken) + ".");
        }
        if (!parameters.path("resourceType").asText().equals("Parameters")) {
            throw FhirErrors.invalid(
                    "Parameters",
                    "The body must be a Parameters resource; the view goes into its parameter subjectResource.");
        }
        parameters
                .path("parameter")
                .forEach(parameter -> take(parameter.path("name").asText(), parameter));
    }

    private static String place(JsonProcessingException broken) {
        return broken.getLocation() == null
                ? ""
                : ", line " + broken.getLocation().getLineNr() + ", column "
                        + broken.getLocation().getColumnNr();
    }

    private void take(String name, JsonNode value) {
        add(FORMER.getOrDefault(name, name), value);
    }

    /** All values of a parameter as they were sent. */
    public List<JsonNode> all(String name) {
        return values(name);
    }

    @Override
    protected String placeOf(String name) {
        return name;
    }

    @Override
    protected BaseServerResponseException unknown(String name, String sentence) {
        return FhirErrors.unsupported(name.isEmpty() ? "Parameters" : name, sentence);
    }

    /** The text of a parameter: of the URL, or its {@code value[x]} in the body. */
    @Override
    protected String textOf(String name, JsonNode parameter) {
        if (parameter.isTextual()) {
            return parameter.textValue();
        }
        for (Map.Entry<String, JsonNode> field : parameter.properties()) {
            if (field.getKey().startsWith("value")) {
                JsonNode value = field.getValue();
                JsonNode plain = value.isObject() ? value.path("reference") : value;
                if (plain.isValueNode() && !plain.asText().isBlank()) {
                    return plain.asText();
                }
            }
        }
        throw FhirErrors.invalid(name, "The parameter " + name + " needs a value.");
    }

    /**
     * The resources of a parameter.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if one of the values is not a resource
     */
    public List<JsonNode> resources(String name) {
        List<JsonNode> resources = new ArrayList<>();
        for (JsonNode parameter : values(name)) {
            JsonNode resource = parameter.path("resource");
            if (!resource.isObject()) {
                throw FhirErrors.invalid(
                        name, "The parameter " + name + " needs a resource, and so a POST with a Parameters body.");
            }
            resources.add(resource);
        }
        return resources;
    }
}
