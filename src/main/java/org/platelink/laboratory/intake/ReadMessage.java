package org.platelink.laboratory.intake;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.hl7v2.MessageHeader;
import org.platelink.laboratory.hl7v2.MessageText;
import org.platelink.laboratory.journal.Finding;
import org.platelink.security.access.Caller;

/** A message of HL7 v2 as far as it could be read. */
final class ReadMessage {

    final UUID id = UUID.randomUUID();
    final Caller caller;
    final @Nullable String address;

    @Nullable
    MessageText text;

    @Nullable
    MessageHeader header;

    List<Finding> findings = List.of();

    /**
     * One of which nothing is read yet.
     *
     * @param address from where it came; null where the request over HTTP that is under way tells it
     */
    ReadMessage(Caller caller, @Nullable String address) {
        this.caller = caller;
        this.address = address;
    }
}
