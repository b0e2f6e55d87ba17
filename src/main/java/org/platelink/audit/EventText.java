package org.platelink.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.platelink.access.Caller;

/**
 * Writes an event as the JSON of an AuditEvent, always in the same order, without white space and in ASCII, so that there is
 * one text of it, and what is looked for can be found in the text as it stands. The time comes first, at a fixed place.
 */
final class EventText {

    /** Where the time begins in the text, counted from 1 as SQL does, and how long it is. */
    static final int TIME_AT = 42;

    static final int TIME_LENGTH = 24;

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final JsonGenerator json;

    private EventText(JsonGenerator json) {
        this.json = json;
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

    /** A time as it stands in the texts, where a later one sorts after an earlier one. */
    static String time(java.time.Instant time) {
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
        write("type", event.type());
        if (event.subtype() != null) {
            json.writeArrayFieldStart("subtype");
            write(event.subtype());
            json.writeEndArray();
        }
        json.writeStringField("action", event.action().code());
        json.writeStringField("outcome", event.outcome().code());
        writeIfThere("outcomeDesc", event.sentence());
        json.writeArrayFieldStart("agent");
        writeAgents(event);
        json.writeEndArray();
        json.writeObjectFieldStart("source");
        writeReference("observer", "display", "platelink");
        json.writeEndObject();
        json.writeArrayFieldStart("entity");
        for (Entity entity : event.entities()) {
            write(entity);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeAgents(Event event) throws IOException {
        Origin origin = event.origin();
        Caller caller = origin.caller();
        if (caller == null) {
            writeAgent(Coded.APPLICATION, null, origin.server(), true);
            return;
        }
        writeAgent(event.reads() ? Coded.DESTINATION : Coded.SOURCE, caller, origin.address(), true);
        writeAgent(event.reads() ? Coded.SOURCE : Coded.DESTINATION, null, origin.server(), false);
        if (caller.site() != null) {
            json.writeStartObject();
            writeConcept("type", Coded.RECIPIENT);
            writeReference("who", "reference", "Organization/" + caller.site());
            json.writeBooleanField("requestor", false);
            json.writeEndObject();
        }
    }

    /** A client, or the server where there is none. */
    private void writeAgent(Coded type, @Nullable Caller client, @Nullable String address, boolean requestor)
            throws IOException {
        json.writeStartObject();
        writeConcept("type", type);
        if (client == null) {
            writeReference("who", "display", "platelink");
        } else {
            json.writeArrayFieldStart("role");
            json.writeStartObject();
            json.writeStringField("text", client.role().code());
            json.writeEndObject();
            json.writeEndArray();
            json.writeObjectFieldStart("who");
            writeReference("identifier", "value", client.client());
            json.writeEndObject();
        }
        json.writeBooleanField("requestor", requestor);
        if (address != null) {
            json.writeObjectFieldStart("network");
            json.writeStringField("address", address);
            // 2 is an IP address.
            json.writeStringField("type", "2");
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void write(Entity entity) throws IOException {
        json.writeStartObject();
        if (entity.reference() != null) {
            writeReference("what", "reference", entity.reference());
        }
        if (entity.identifier() != null) {
            json.writeObjectFieldStart("what");
            writeReference("identifier", "value", entity.identifier());
            json.writeEndObject();
        }
        write("type", entity.type());
        if (entity.role() != null) {
            write("role", entity.role());
        }
        if (entity.lifecycle() != null) {
            write("lifecycle", entity.lifecycle());
        }
        writeIfThere("name", entity.name());
        if (entity.query() != null) {
            json.writeStringField(
                    "query", Base64.getEncoder().encodeToString(entity.query().getBytes(StandardCharsets.UTF_8)));
        }
        json.writeEndObject();
    }

    private void writeIfThere(String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private void writeConcept(String name, Coded code) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeArrayFieldStart("coding");
        write(code);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(String name, Coded code) throws IOException {
        json.writeFieldName(name);
        write(code);
    }

    private void write(Coded code) throws IOException {
        json.writeStartObject();
        json.writeStringField("system", code.system());
        json.writeStringField("code", code.code());
        json.writeEndObject();
    }

    private void writeReference(String name, String kind, String value) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField(kind, value);
        json.writeEndObject();
    }
}
