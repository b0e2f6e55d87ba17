package org.platelink.laboratory.intake.hl7;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.hl7v2.MessageHeader;
import org.platelink.laboratory.hl7v2.MessageText;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.IncomingMessage;
import org.platelink.laboratory.journal.MessageStatement;

/**
 * A received HL7 v2 message as far as it could be read; filled in step by step while it is validated. Not
 * thread-safe.
 */
final class ReadMessage {

    final UUID id = UUID.randomUUID();
    final MessageSender sender;

    /** The header to which the answer is addressed; null if there is none. */
    @Nullable
    MessageHeader header;

    List<Finding> findings = List.of();

    private final byte[] content;
    private final @Nullable Charset charset;
    private @Nullable MessageText text;

    /**
     * A message that is not read yet.
     *
     * @param charset the character set that the transport states; null if it states none
     */
    ReadMessage(byte[] content, @Nullable Charset charset, MessageSender sender) {
        this.content = content;
        this.charset = charset;
        this.sender = sender;
    }

    /**
     * Decodes the content.
     *
     * @throws org.platelink.laboratory.hl7v2.MessageRefused if it cannot be decoded
     */
    MessageText decode() {
        MessageText decoded =
                MessageText.decode(content, charset, sender.caller().charset());
        text = decoded;
        return decoded;
    }

    /** The message for the journal. */
    IncomingMessage incoming() {
        MessageText read = text;
        boolean numbered = header != null && !header.controlId().isEmpty();
        return new IncomingMessage(
                id,
                sender.site(),
                sender.caller().client(),
                sender.channel(),
                content,
                transported(read),
                read == null ? content : read.normalised().getBytes(StandardCharsets.UTF_8),
                header != null && numbered
                        ? List.of(header.sendingApplication(), header.sendingFacility(), header.controlId())
                        : null,
                read == null ? 0 : read.segments("OBX"),
                numbered && read != null
                        ? new MessageStatement(
                                read.said().getBytes(StandardCharsets.UTF_8), read.orders(), read.corrects())
                        : null);
    }

    /**
     * The character set with which the message is decoded again when it is applied, so that a later change of the
     * sender's configured one does not matter; null if it follows from the message alone.
     */
    private @Nullable String transported(@Nullable MessageText read) {
        if (charset != null) {
            return charset.name();
        }
        Charset configured = sender.caller().charset();
        return read != null && read.charset().equals(MessageText.widened(configured))
                ? read.charset().name()
                : null;
    }
}
