package org.platelink.security.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the small parts of which a resource in JSON is made.
 *
 * @param json where they are written
 */
record JsonParts(JsonGenerator json) {

    /** A text, if there is one. */
    void writeIfThere(String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /** A concept of this one code. */
    void writeConcept(String name, Coded code) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeArrayFieldStart("coding");
        write(code);
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A code as the value of an element. */
    void write(String name, Coded code) throws IOException {
        json.writeFieldName(name);
        write(code);
    }

    /** A code by itself. */
    void write(Coded code) throws IOException {
        json.writeStartObject();
        json.writeStringField("system", code.system());
        json.writeStringField("code", code.code());
        json.writeEndObject();
    }

    /** An element that holds one text. */
    void writeHolder(String name, String kind, String value) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField(kind, value);
        json.writeEndObject();
    }
}
