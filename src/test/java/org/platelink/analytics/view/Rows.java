package org.platelink.analytics.view;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.platelink.analytics.view.path.Cancellation;

/** What a view makes of some resources, a JSON object a row. */
record Rows(View view, List<JsonNode> rows) {

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static Rows of(JsonNode definition, JsonNode resources) throws IOException {
        View view = View.of(definition);
        List<JsonNode> rows = new ArrayList<>();
        for (JsonNode resource : resources) {
            view.rows(resource, Cancellation.NEVER, cells -> {
                ObjectNode row = JSON.createObjectNode();
                for (int i = 0; i < cells.length; i++) {
                    row.set(view.columns().get(i).name(), JSON.valueToTree(cells[i]));
                }
                rows.add(row);
            });
        }
        return new Rows(view, rows);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
