package org.platelink.laboratory.intake.hl7;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.hl7v2.AcknowledgementCode;
import org.springframework.modulith.NamedInterface;

/** The entry point for HL7 v2 messages, independent of the transport. */
@NamedInterface("door")
public interface MessageDoor {

    /**
     * Takes a message and returns its acknowledgement. When it returns, an accepted message is durably stored.
     *
     * @param message the bytes of one message or of a batch, without framing
     * @param charset the character set that the transport states; null if it states none
     */
    Answer take(byte[] message, @Nullable Charset charset, MessageSender sender);

    /**
     * The answer to a message or a batch.
     *
     * @param acknowledgement the bytes of an ACK message, or of a batch of them, without framing; empty if the sender
     *     has asked for no answer
     * @param code the acknowledgement code; of a batch, the one that all its messages have, or an error if they
     *     differ
     * @param overloaded whether the message, or one of a batch, was not taken because too many wait or it cannot be
     *     stored now; the same may be sent again later
     * @param id the id of the message in the journal; null if it was not kept, and of a batch
     * @param mixed whether some messages of a batch were taken and others not
     */
    @NamedInterface("door")
    record Answer(
            byte[] acknowledgement, AcknowledgementCode code, boolean overloaded, @Nullable String id, boolean mixed) {

        /** The answer to one message. */
        public Answer(byte[] acknowledgement, AcknowledgementCode code, boolean overloaded, @Nullable String id) {
            this(acknowledgement, code, overloaded, id, false);
        }

        /** The empty acknowledgement, for senders that have asked for no answer. */
        public static final byte[] NONE = {};

        /** Whether no acknowledgement is sent. */
        public boolean isNone() {
            return acknowledgement.length == 0;
        }
    }
}
