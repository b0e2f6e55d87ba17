package org.platelink.security.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes common JSON fragments of a FHIR resource, such as codings and concepts.
 *
 * @param json the generator that it writes to
 */
record JsonParts(JsonGenerator json) {

    /** Writes a string element, unless it is null. */
    void writeIfThere(String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    /** Writes a CodeableConcept with one coding. */
    void writeConcept(String name, AuditCoding code) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeArrayFieldStart("coding");
        write(code);
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Writes a Coding as the value of an element. */
    void write(String name, AuditCoding code) throws IOException {
        json.writeFieldName(name);
        write(code);
    }

    /** Writes a Coding without an element name. */
    void write(AuditCoding code) throws IOException {
        json.writeStartObject();
        json.writeStringField("system", code.system());
        json.writeStringField("code", code.code());
        json.writeEndObject();
    }

    /** Writes an element that has one string child. */
    void writeHolder(String name, String kind, String value) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField(kind, value);
        json.writeEndObject();
    }
}
