package org.platelink.analytics.extract;

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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.number.JsonNumbers;
import org.platelink.platform.number.NumberOutOfBounds;
import org.platelink.platform.server.FhirErrors;

/**
 * Raw parameters of an operation request, from the URL or from a Parameters resource in the body. HAPI's own parser
 * is not used because it does not know ViewDefinition.
 *
 * @param parameters by their names; for one of the URL its text, for one of the body the parameter element
 */
public record RequestParameters(Map<String, List<JsonNode>> parameters) {

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

    /**
     * Reads the parameters of a request.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if the body is no Parameters resource
     *     in JSON
     */
    public static RequestParameters of(HttpServletRequest request) throws IOException {
        RequestParameters asked = new RequestParameters(new LinkedHashMap<>());
        for (Map.Entry<String, String[]> parameter : new HashMap<>(request.getParameterMap()).entrySet()) {
            for (String value : parameter.getValue()) {
                asked.add(parameter.getKey(), TextNode.valueOf(value));
            }
        }
        if (request.getMethod().equals("POST")) {
            asked.readBody(request);
        }
        return asked;
    }

    /** The parts of a parameter, as if each were a parameter of its own. */
    public static RequestParameters ofParts(JsonNode parameter) {
        RequestParameters asked = new RequestParameters(new LinkedHashMap<>());
        parameter.path("part").forEach(part -> asked.add(part.path("name").asText(), part));
        return asked;
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
                .forEach(parameter -> add(parameter.path("name").asText(), parameter));
    }

    private static String place(JsonProcessingException broken) {
        return broken.getLocation() == null
                ? ""
                : ", line " + broken.getLocation().getLineNr() + ", column "
                        + broken.getLocation().getColumnNr();
    }

    private void add(String name, JsonNode value) {
        parameters
                .computeIfAbsent(FORMER.getOrDefault(name, name), known -> new ArrayList<>())
                .add(value);
    }

    /**
     * Refuses unknown parameters: one that is ignored silently would seem to have been applied.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if there is another
     */
    public void mustBeAmong(List<String> known) {
        for (String name : parameters.keySet()) {
            if (!known.contains(name) && !name.equals("_pretty")) {
                throw FhirErrors.unsupported(
                        name.isEmpty() ? "Parameters" : name,
                        "The parameter " + name + " is not supported here; supported are " + String.join(", ", known)
                                + ".");
            }
        }
    }

    public List<JsonNode> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /**
     * The only value of a parameter; null if there is none.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if there are several
     */
    public @Nullable JsonNode one(String name) {
        List<JsonNode> values = all(name);
        if (values.size() > 1) {
            throw FhirErrors.invalid(
                    name, "The parameter " + name + " comes " + values.size() + " times; send it once.");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /** The text of a parameter: of the URL, or its {@code value[x]} in the body. */
    public Optional<String> text(String name) {
        JsonNode value = one(name);
        return value == null ? Optional.empty() : Optional.of(text(name, value));
    }

    /**
     * The instant of a parameter.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) if it is no instant with a time zone
     */
    public Optional<Instant> instant(String name) {
        return text(name).map(text -> {
            try {
                // A plus sign that was not percent-encoded in the URL arrives as a space.
                return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            } catch (DateTimeException none) {
                throw FhirErrors.invalid(
                        name,
                        "The parameter " + name + " is an instant with a time zone, such as 2026-03-01T00:00:00Z.");
            }
        });
    }

    public List<String> texts(String name) {
        return all(name).stream().map(value -> text(name, value)).toList();
    }

    private static String text(String name, JsonNode parameter) {
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
        for (JsonNode parameter : all(name)) {
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
