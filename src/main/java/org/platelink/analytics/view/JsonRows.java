package org.platelink.analytics.view;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Row writer for JSON objects: one per line, or all in one array. A decimal keeps the digits with which it was sent.
 */
final class JsonRows implements RowWriter {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM)
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final SerializedString[] names;
    private final JsonGenerator generator;
    private final boolean array;

    JsonRows(View view, OutputStream out, boolean array) throws IOException {
        this.names = view.columns().stream()
                .map(column -> new SerializedString(column.name()))
                .toArray(SerializedString[]::new);
        this.generator = JSON.getFactory().createGenerator(out, JsonEncoding.UTF8);
        this.array = array;
        generator.setRootValueSeparator(null);
        if (array) {
            generator.writeStartArray();
        }
    }

    @Override
    public void row(@Nullable Object[] cells) throws IOException {
        generator.writeStartObject();
        for (int i = 0; i < names.length; i++) {
            generator.writeFieldName(names[i]);
            write(cells[i]);
        }
        generator.writeEndObject();
        if (!array) {
            generator.writeRaw('\n');
        }
    }

    private void write(@Nullable Object value) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else if (value instanceof Integer whole) {
            generator.writeNumber(whole);
        } else if (value instanceof BigDecimal decimal) {
            generator.writeNumber(decimal);
        } else if (value instanceof JsonNode element) {
            generator.writeTree(element);
        } else if (value instanceof List<?> several) {
            generator.writeStartArray();
            for (Object one : several) {
                write(one);
            }
            generator.writeEndArray();
        } else {
            throw new IllegalStateException("A cell holds a " + value.getClass());
        }
    }

    @Override
    public void close() throws IOException {
        if (array) {
            generator.writeEndArray();
            generator.writeRaw('\n');
        }
        generator.flush();
    }
}
