package org.platelink.fuzz;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The guide's examples, and what becomes of them when one thing in them is another. */
final class Bodies {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<String> PATCHES = List.of(
            "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"final\"}]",
            "[{\"op\":\"add\",\"path\":\"/note/7\",\"value\":{\"text\":\"x\"}}]",
            "[{\"op\":\"move\",\"path\":\"/a\"}]",
            "[{\"op\":\"test\",\"path\":\"\",\"value\":null}]",
            "[{}]",
            "{}",
            "[1]",
            "<diff><replace sel=\"Observation/status/@value\">final</replace></diff>",
            "<diff xmlns:f=\"http://hl7.org/fhir\"><remove sel=\"f:Observation/f:nothing\"/></diff>",
            "<diff><replace sel=\"//[\">x</replace></diff>",
            "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":[{\"name\":\"type\",\"valueCode\":\"delete\"},{\"name\":\"path\",\"valueString\":\"Observation.note[0]\"}]}]}",
            "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":[{\"name\":\"type\",\"valueCode\":\"replace\"},{\"name\":\"path\",\"valueString\":\"Observation.where(\"},{\"name\":\"value\",\"valueCode\":\"final\"}]}]}",
            "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\"}]}");

    private final Random random;
    private final List<ObjectNode> examples = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();

    Bodies(Random random) {
        this.random = random;
        for (String folder : List.of("ig/input/examples", "ig/refused", "fhir-resources/examples")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.sorted().forEach(this::read);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private void read(Path file) {
        try {
            if (file.toString().endsWith(".json") && JSON.readTree(file.toFile()) instanceof ObjectNode example) {
                examples.add(example);
            } else if (file.toString().endsWith(".hl7")) {
                messages.add(Files.readString(file));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A resource in JSON or XML, as it is or with something changed. */
    byte[] resource(boolean isXml) {
        return random.nextInt(8) == 0 ? bytesOf(written(bundle(), isXml)) : bytesOf(written(changed(example()), isXml));
    }

    ObjectNode example() {
        return examples.get(random.nextInt(examples.size())).deepCopy();
    }

    byte[] patch() {
        return bytesOf(any(PATCHES));
    }

    byte[] message() {
        return bytesOf(any(messages));
    }

    /** Input of an operation: what is expected, or anything else. */
    byte[] parameters() {
        ObjectNode parameters = NODES.objectNode().put("resourceType", "Parameters");
        ArrayNode all = parameters.putArray("parameter");
        for (int i = random.nextInt(4); i > 0; i--) {
            ObjectNode one = all.addObject();
            one.put(
                    "name",
                    any(List.of(
                            "subject",
                            "patient",
                            "to",
                            "mode",
                            "resource",
                            "study",
                            "_type",
                            "identifier",
                            "asOf",
                            "profile",
                            "")));
            switch (random.nextInt(6)) {
                case 0 -> one.set("resource", changed(example()));
                case 1 -> one.putObject("valueReference").put("reference", any(Requests.VALUES));
                case 2 -> one.put("valueInteger", random.nextInt());
                case 3 -> one.putObject("valueIdentifier").put("value", any(Requests.VALUES));
                case 4 -> one.putArray("part").addObject().put("name", "x");
                default -> one.put("valueString", any(Requests.VALUES));
            }
        }
        return bytesOf(written(random.nextInt(3) == 0 ? changed(parameters) : parameters, false));
    }

    /** A batch or transaction of examples and questions. */
    private ObjectNode bundle() {
        ObjectNode bundle = NODES.objectNode().put("resourceType", "Bundle");
        bundle.put("type", any(List.of("batch", "transaction", "collection", "searchset", "nonsense")));
        ArrayNode entries = bundle.putArray("entry");
        for (int i = random.nextInt(4); i > 0; i--) {
            ObjectNode resource = changed(example());
            ObjectNode entry = entries.addObject();
            entry.put(
                    "fullUrl",
                    any(List.of(
                            "urn:uuid:0e8a3b9c-6a2f-4a4e-9f0b-1f2d3c4b5a69", "http://a.example/Patient/1", "x", "")));
            String method = any(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "NONE"));
            if (!method.equals("GET") || random.nextBoolean()) {
                entry.set("resource", resource);
            }
            if (random.nextInt(8) > 0) {
                ObjectNode request = entry.putObject("request").put("method", method);
                request.put(
                        "url",
                        resource.path("resourceType").asText()
                                + any(List.of(
                                        "", "/fuzz-1", "?identifier=a|b", "/$validate", "?_id=%zz", "/_history")));
                if (random.nextInt(4) == 0) {
                    request.put(any(List.of("ifNoneExist", "ifMatch", "ifNoneMatch")), any(Requests.VALUES));
                }
            }
        }
        return random.nextInt(3) == 0 ? changed(bundle) : bundle;
    }

    /** Changes one thing, or none, somewhere. */
    private ObjectNode changed(ObjectNode resource) {
        if (random.nextInt(4) == 0) {
            resource.put("id", "fuzz-" + random.nextInt(20));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            JsonNode at = resource;
            while (random.nextInt(3) > 0 && at.size() > 0) {
                JsonNode below = List.copyOf(iterable(at)).get(random.nextInt(at.size()));
                if (!below.isContainerNode()) {
                    break;
                }
                at = below;
            }
            if (at instanceof ObjectNode object && object.size() > 0) {
                String name = any(names(object));
                switch (random.nextInt(4)) {
                    case 0 -> object.remove(name);
                    case 1 -> object.set(name + any(List.of("x", "", "_")), another());
                    default -> object.set(name, another());
                }
            } else if (at instanceof ArrayNode array && array.size() > 0) {
                array.set(random.nextInt(array.size()), another());
            }
        }
        return resource;
    }

    private static List<JsonNode> iterable(JsonNode node) {
        List<JsonNode> all = new ArrayList<>();
        node.elements().forEachRemaining(all::add);
        return all;
    }

    private static List<String> names(ObjectNode node) {
        List<String> all = new ArrayList<>();
        node.fieldNames().forEachRemaining(all::add);
        return all;
    }

    private JsonNode another() {
        return switch (random.nextInt(12)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt());
            case 3 -> NODES.numberNode(1e300);
            case 4 -> NODES.textNode("");
            case 5 -> NODES.textNode("x".repeat(random.nextInt(3000)));
            case 6 -> NODES.arrayNode();
            case 7 -> NODES.objectNode();
            case 8 -> NODES.arrayNode().add(NODES.arrayNode().add(1));
            case 9 -> NODES.objectNode().put("reference", any(Requests.VALUES));
            case 10 -> NODES.objectNode().put("resourceType", "Patient");
            default -> NODES.textNode(any(Requests.VALUES));
        };
    }

    private String written(ObjectNode resource, boolean isXml) {
        try {
            String json = JSON.writeValueAsString(resource);
            return isXml ? xml(json) : torn(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What can be read at all, as XML; the rest goes as it is, and so is no XML. */
    private String xml(String json) {
        FhirContext fhir = FhirContext.forR4Cached();
        try {
            return torn(fhir.newXmlParser()
                    .encodeResourceToString(fhir.newJsonParser().parseResource(json)));
        } catch (RuntimeException notFhir) {
            return json;
        }
    }

    /** Sometimes with a piece missing or doubled. */
    private String torn(String text) {
        if (random.nextInt(8) > 0 || text.length() < 20) {
            return text;
        }
        int from = random.nextInt(text.length() - 10);
        int to = from + random.nextInt(10);
        return random.nextBoolean()
                ? text.substring(0, from) + text.substring(to)
                : text.substring(0, to) + text.substring(from);
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static byte[] bytesOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
