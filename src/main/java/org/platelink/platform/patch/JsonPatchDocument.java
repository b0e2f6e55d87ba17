package org.platelink.platform.patch;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.fge.jackson.jsonpointer.JsonPointer;
import com.github.fge.jackson.jsonpointer.JsonPointerException;
import com.github.fge.jsonpatch.JsonPatch;
import com.github.fge.jsonpatch.JsonPatchException;
import com.github.fge.jsonpatch.operation.AddOperation;
import com.github.fge.jsonpatch.operation.CopyOperation;
import com.github.fge.jsonpatch.operation.JsonPatchOperation;
import com.github.fge.jsonpatch.operation.MoveOperation;
import com.github.fge.jsonpatch.operation.RemoveOperation;
import com.github.fge.jsonpatch.operation.ReplaceOperation;
import com.github.fge.jsonpatch.operation.TestOperation;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.server.FhirErrors;

/**
 * A JSON Patch that preserves decimals. HAPI's own implementation reads all numbers of the resource as binary
 * floating-point; here they stay as they are written.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
 */
final class JsonPatchDocument implements Patch {

    private final FhirContext fhir;
    private final List<JsonPatch> operations = new ArrayList<>();

    JsonPatchDocument(FhirContext fhir, String body) {
        this.fhir = fhir;
        JsonNode patch;
        try {
            patch = DecimalPreservingJson.read(body);
        } catch (JsonProcessingException broken) {
            throw FhirErrors.invalid("PATCH", "The body is not JSON: " + broken.getOriginalMessage());
        }
        if (!patch.isArray()) {
            throw FhirErrors.invalid(
                    "PATCH", "A JSON Patch is a JSON array of operations, such as [{\"op\": \"replace\", …}].");
        }
        for (JsonNode operation : patch) {
            operations.add(operation(operation));
        }
    }

    /** Not by the library's own reader, which would change the numbers in the value. */
    private JsonPatch operation(JsonNode operation) {
        try {
            return new JsonPatch(List.of(read(operation)));
        } catch (JsonPointerException | RuntimeException broken) {
            throw FhirErrors.invalid(
                    place(operations.size()),
                    "This is not an operation of JSON Patch: op is add, remove, replace, move, copy or test; path (and from)"
                            + " begin with /; add, replace and test have a value.");
        }
    }

    private static JsonPatchOperation read(JsonNode operation) throws JsonPointerException {
        JsonPointer path = pointer(operation, "path");
        return switch (operation.required("op").asText()) {
            case "add" -> new AddOperation(path, operation.required("value"));
            case "remove" -> new RemoveOperation(path);
            case "replace" -> new ReplaceOperation(path, operation.required("value"));
            case "move" -> new MoveOperation(pointer(operation, "from"), path);
            case "copy" -> new CopyOperation(pointer(operation, "from"), path);
            case "test" -> new TestOperation(path, operation.required("value"));
            default -> throw new IllegalArgumentException("no such operation");
        };
    }

    private static JsonPointer pointer(JsonNode operation, String name) throws JsonPointerException {
        JsonNode text = operation.required(name);
        if (!text.isTextual()) {
            throw new IllegalArgumentException("no text");
        }
        return new JsonPointer(text.asText());
    }

    private static String place(int operation) {
        return "PATCH[" + operation + "]";
    }

    @Override
    public void applyTo(Resource resource) {
        JsonNode at = tree(resource);
        for (int i = 0; i < operations.size(); i++) {
            try {
                at = operations.get(i).apply(at);
            } catch (JsonPatchException | RuntimeException doesNotFit) {
                throw FhirErrors.broken(
                        place(i),
                        "This operation does not fit the resource: there is nothing at its path, or a test failed. Read the"
                                + " resource again and mend the patch.");
            }
        }
        new ResourceContentCopy(fhir).become(resource, parsed(resource, at));
    }

    private JsonNode tree(Resource resource) {
        try {
            return DecimalPreservingJson.read(
                    fhir.newJsonParser().setStripVersionsFromReferences(false).encodeResourceToString(resource));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Resource parsed(Resource before, JsonNode after) {
        IBaseResource parsed;
        try {
            parsed = fhir.newJsonParser()
                    .setParserErrorHandler(new StrictErrorHandler())
                    .parseResource(DecimalPreservingJson.write(after));
        } catch (DataFormatException broken) {
            throw FhirErrors.invalid(
                    before.fhirType(), "What the patch comes to cannot be read as FHIR: " + ParseWords.of(broken));
        }
        return (Resource) parsed;
    }
}
