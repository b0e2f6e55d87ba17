package org.platelink.laboratory.lab;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.platelink.laboratory.hl7v2.Result;
import org.platelink.laboratory.hl7v2.Value;
import org.platelink.platform.canonical.CanonicalUrls;

/**
 * Represents a document (OBX-5 of type ED) as an attachment of its result: content type, size and digest. The content
 * itself is not stored in the FHIR store, because it cannot be checked for names; it remains in the journal,
 * encrypted, with its message.
 *
 * @see <a href="https://hl7.org/fhir/R4/datatypes.html#Attachment">FHIR R4, Attachment</a>
 */
final class ResultDocument {

    static final String URL = CanonicalUrls.STRUCTURE_DEFINITION + "result-document";

    /** HL7 table 0191. Scanned documents are also sent as images. */
    private static final Map<String, String> TYPES = Map.of(
            "AP", "application",
            "APPLICATION", "application",
            "AU", "audio",
            "AUDIO", "audio",
            "IM", "image",
            "IMAGE", "image",
            "TEXT", "text",
            "TX", "text");

    private static final Pattern SUBTYPE = Pattern.compile("[a-z0-9][a-z0-9.+-]{0,60}");
    private static final String UNKNOWN = "application/octet-stream";

    private ResultDocument() {}

    /** The document that is the value of a result; empty if the value is not exactly one document. */
    static Optional<Value.Document> of(Result result) {
        List<Value> values = result.values();
        return values.size() == 1 && values.get(0) instanceof Value.Document document
                ? Optional.of(document)
                : Optional.empty();
    }

    /**
     * Adds the attachment to a result.
     *
     * @return whether the document could be decoded; if not, nothing was added
     */
    static boolean tell(Observation observation, Value.Document document) {
        Optional<byte[]> content = content(document);
        content.ifPresent(bytes -> observation.addExtension(new Extension(
                URL,
                new Attachment()
                        .setContentType(contentType(document))
                        .setSize(bytes.length)
                        .setHash(digest(bytes)))));
        return content.isPresent();
    }

    private static Optional<byte[]> content(Value.Document document) {
        try {
            return switch (document.encoding().strip().toUpperCase(Locale.ROOT)) {
                case "BASE64" -> decoded(document.data());
                case "HEX" ->
                    Optional.of(HexFormat.of().parseHex(document.data().strip()))
                            .filter(bytes -> bytes.length > 0);
                case "A" ->
                    Optional.of(document.data().getBytes(StandardCharsets.UTF_8))
                            .filter(bytes -> bytes.length > 0);
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException notSoEncoded) {
            return Optional.empty();
        }
    }

    /**
     * Line breaks within the data are allowed; any other character outside the Base64 alphabet shows that it is
     * damaged.
     */
    private static Optional<byte[]> decoded(String data) {
        byte[] bytes = Base64.getDecoder().decode(data.replaceAll("\\s+", ""));
        return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
    }

    private static String contentType(Value.Document document) {
        String type = TYPES.get(document.type().strip().toUpperCase(Locale.ROOT));
        String subtype = document.subtype().strip().toLowerCase(Locale.ROOT);
        if (subtype.equals("pdf")) {
            return "application/pdf";
        }
        if (type == null || !SUBTYPE.matcher(subtype).matches()) {
            return UNKNOWN;
        }
        return type + "/" + subtype;
    }

    /** SHA-1, as FHIR specifies for {@code Attachment.hash}. */
    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-1", impossible);
        }
    }
}
