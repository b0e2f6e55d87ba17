package org.platelink.platform.patch;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.api.PatchTypeEnum;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;

/** Parses patches of all three kinds, from the body of a request or an entry of a bundle. */
public final class PatchReader {

    private static final String WHOLE =
            "The body of a PATCH is a patch: a JSON Patch (application/json-patch+json), an XML Patch"
                    + " (application/xml-patch+xml) or a Parameters resource of operations (application/fhir+json). Send a"
                    + " whole resource with PUT.";

    private final FhirContext fhir;
    private final PathPatchReader operations;

    PatchReader(FhirContext fhir) {
        this.fhir = fhir;
        this.operations = new PathPatchReader(fhir);
    }

    /**
     * Parses the patch in a request's body.
     *
     * @throws BaseServerResponseException (400) if it is not a patch
     */
    public Patch of(PatchTypeEnum type, @Nullable String body) {
        if (body == null || body.isBlank()) {
            throw FhirErrors.invalid("PATCH", "The request has no body. " + WHOLE);
        }
        return switch (type) {
            case JSON_PATCH -> new JsonPatchDocument(fhir, body);
            case XML_PATCH -> new XmlPatchDocument(fhir, body);
            case FHIR_PATCH_JSON -> parameters(fhir.newJsonParser(), body);
            case FHIR_PATCH_XML -> parameters(fhir.newXmlParser(), body);
        };
    }

    /**
     * Parses the patch in an entry of a bundle.
     *
     * @param place the FHIRPath of the entry
     * @throws BaseServerResponseException (400) if it is not a patch
     */
    public Patch of(@Nullable Resource resource, String place) {
        if (resource instanceof Parameters parameters) {
            return operations.of(parameters);
        }
        if (!(resource instanceof Binary binary)) {
            throw FhirErrors.invalid(
                    place + ".resource",
                    "An entry with PATCH has its patch as a Parameters resource of operations, or in a Binary whose"
                            + " contentType is application/json-patch+json or application/xml-patch+xml.");
        }
        String type = String.valueOf(binary.getContentType());
        int parameter = type.indexOf(';');
        switch ((parameter < 0 ? type : type.substring(0, parameter)).strip()) {
            case "application/json-patch+json" -> {
                return of(PatchTypeEnum.JSON_PATCH, text(binary, place));
            }
            case "application/xml-patch+xml" -> {
                return of(PatchTypeEnum.XML_PATCH, text(binary, place));
            }
            default ->
                throw FhirErrors.invalid(
                        place + ".resource.contentType",
                        "The Binary of an entry with PATCH has the contentType application/json-patch+json or"
                                + " application/xml-patch+xml.");
        }
    }

    private static String text(Binary binary, String place) {
        byte[] content = binary.getData();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content == null ? new byte[0] : content))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw FhirErrors.invalid(place + ".resource.data", "The patch in this Binary is not UTF-8.");
        }
    }

    private Patch parameters(IParser parser, String body) {
        IBaseResource parsed;
        try {
            parsed = parser.setParserErrorHandler(new StrictErrorHandler()).parseResource(body);
        } catch (DataFormatException broken) {
            throw FhirErrors.invalid("PATCH", "The body cannot be read as FHIR: " + ParseWords.of(broken));
        }
        if (!(parsed instanceof Parameters parameters)) {
            throw FhirErrors.invalid("PATCH", WHOLE);
        }
        return operations.of(parameters);
    }
}
