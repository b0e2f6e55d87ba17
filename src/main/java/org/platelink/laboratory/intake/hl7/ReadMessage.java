package org.platelink.laboratory.intake.hl7;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.hl7v2.MessageHeader;
import org.platelink.laboratory.hl7v2.MessageText;
import org.platelink.laboratory.journal.Finding;
import org.platelink.security.access.Caller;

/**
 * A received HL7 v2 message as far as it could be read; filled in step by step while it is validated. Not
 * thread-safe.
 */
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
     * A message that is not read yet.
     *
     * @param address the network address of the sender; null if the current HTTP request has it
     */
    ReadMessage(Caller caller, @Nullable String address) {
        this.caller = caller;
        this.address = address;
    }
}
