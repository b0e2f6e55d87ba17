package org.platelink.platform.transaction;

import ca.uhn.fhir.rest.api.EncodingEnum;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits the raw text of a batch into its entries, so that each can be parsed on its own.
 *
 * @param entries the text of each entry, as the only one of a batch Bundle
 */
record BatchText(List<String> entries) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Splits a batch; empty if the text cannot be parsed as this encoding, or is not a batch. */
    static Optional<BatchText> of(EncodingEnum kind, String text) {
        return kind == EncodingEnum.XML ? XmlBatch.entries(text).map(BatchText::new) : ofJson(text);
    }

    private static Optional<BatchText> ofJson(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? read(parser, text) : Optional.empty();
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private static Optional<BatchText> read(JsonParser parser, String text) throws IOException {
        List<String> entries = new ArrayList<>();
        boolean isBundle = false;
        boolean isBatch = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "resourceType" -> isBundle = "Bundle".equals(parser.getText());
                case "type" -> isBatch = "batch".equals(parser.getText());
                case "entry" -> {
                    if (value != JsonToken.START_ARRAY) {
                        return Optional.empty();
                    }
                    readEntries(parser, text, entries);
                }
                default -> parser.skipChildren();
            }
        }
        return isBundle && isBatch ? Optional.of(new BatchText(List.copyOf(entries))) : Optional.empty();
    }

    private static void readEntries(JsonParser parser, String text, List<String> entries) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int start = (int) parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            entries.add("{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["
                    + text.substring(start, (int) parser.currentLocation().getCharOffset()) + "]}");
        }
    }
}
