package org.platelink.security.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;

/**
 * Writes the {@code agent} elements of an AuditEvent as JSON.
 *
 * @param json the generator that it writes to
 */
record AgentText(JsonGenerator json) {

    /** Writes the client, the server, the app that a person uses, and the site of the client, in this order. */
    void write(Event event) throws IOException {
        Origin origin = event.origin();
        Caller caller = origin.caller();
        if (caller == null) {
            writeAgent(AuditCoding.APPLICATION, null, origin.server(), true);
            return;
        }
        writeAgent(event.reads() ? AuditCoding.DESTINATION : AuditCoding.SOURCE, caller, origin.address(), true);
        writeAgent(event.reads() ? AuditCoding.SOURCE : AuditCoding.DESTINATION, null, origin.server(), false);
        if (caller.app() != null) {
            json.writeStartObject();
            new JsonParts(json).writeConcept("type", AuditCoding.APPLICATION);
            json.writeObjectFieldStart("who");
            new JsonParts(json).writeHolder("identifier", "value", caller.app());
            json.writeEndObject();
            json.writeBooleanField("requestor", false);
            json.writeEndObject();
        }
        if (caller.site() != null) {
            json.writeStartObject();
            new JsonParts(json).writeConcept("type", AuditCoding.RECIPIENT);
            new JsonParts(json).writeHolder("who", "reference", "Organization/" + caller.site());
            json.writeBooleanField("requestor", false);
            json.writeEndObject();
        }
    }

    /** Writes a client; the server if there is no client. */
    private void writeAgent(AuditCoding type, @Nullable Caller client, @Nullable String address, boolean requestor)
            throws IOException {
        json.writeStartObject();
        new JsonParts(json).writeConcept("type", type);
        if (client == null) {
            new JsonParts(json).writeHolder("who", "display", "platelink");
        } else {
            json.writeArrayFieldStart("role");
            json.writeStartObject();
            json.writeStringField("text", client.role().code());
            json.writeEndObject();
            json.writeEndArray();
            json.writeObjectFieldStart("who");
            new JsonParts(json).writeHolder("identifier", "value", client.client());
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
}
