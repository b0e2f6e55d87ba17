package org.platelink.security.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/**
 * Serializes an event as the JSON of an AuditEvent in a canonical form: fixed order of elements, no white space,
 * ASCII. So each event has exactly one text, and a search can match parts of the text itself. The time comes first,
 * at a fixed offset.
 */
final class EventText {

    /** Where the time begins in the text, counted from 1 as in SQL, and its length. */
    static final int TIME_AT = 42;

    static final int TIME_LENGTH = 24;

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final JsonGenerator json;
    private final JsonParts parts;

    private EventText(JsonGenerator json) {
        this.json = json;
        this.parts = new JsonParts(json);
    }

    static String of(Event event) {
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            new EventText(json).write(event);
        } catch (IOException impossible) {
            throw new UncheckedIOException("A string takes all that is written.", impossible);
        }
        return text.toString();
    }

    /** A time as the texts have it; a later time sorts after an earlier one. */
    static String time(Instant time) {
        return TIME.format(time);
    }

    private void write(Event event) throws IOException {
        json.writeStartObject();
        json.writeStringField("resourceType", "AuditEvent");
        json.writeStringField("recorded", time(event.recorded()));
        String profile = event.profile();
        if (profile != null) {
            json.writeObjectFieldStart("meta");
            json.writeArrayFieldStart("profile");
            json.writeString(profile);
            json.writeEndArray();
            json.writeEndObject();
        }
        parts.write("type", event.type());
        if (event.subtype() != null) {
            json.writeArrayFieldStart("subtype");
            parts.write(event.subtype());
            json.writeEndArray();
        }
        json.writeStringField("action", event.action().code());
        json.writeStringField("outcome", event.outcome().code());
        parts.writeIfThere("outcomeDesc", event.sentence());
        json.writeArrayFieldStart("agent");
        new AgentText(json).write(event);
        json.writeEndArray();
        json.writeObjectFieldStart("source");
        parts.writeHolder("observer", "display", "platelink");
        json.writeEndObject();
        json.writeArrayFieldStart("entity");
        for (Entity entity : event.entities()) {
            write(entity);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(Entity entity) throws IOException {
        json.writeStartObject();
        if (entity.reference() != null) {
            parts.writeHolder("what", "reference", entity.reference());
        }
        if (entity.identifier() != null) {
            json.writeObjectFieldStart("what");
            parts.writeHolder("identifier", "value", entity.identifier());
            json.writeEndObject();
        }
        parts.write("type", entity.type());
        if (entity.role() != null) {
            parts.write("role", entity.role());
        }
        if (entity.lifecycle() != null) {
            parts.write("lifecycle", entity.lifecycle());
        }
        parts.writeIfThere("name", entity.name());
        if (entity.query() != null) {
            json.writeStringField(
                    "query", Base64.getEncoder().encodeToString(entity.query().getBytes(StandardCharsets.UTF_8)));
        }
        json.writeEndObject();
    }
}
