package org.platelink.laboratory.intake;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.hl7v2.AcknowledgementCode;
import org.platelink.security.access.Caller;

/** Takes HL7 v2 messages, however they came. */
public interface MessageDoor {

    /**
     * Takes a message and answers it. When it returns, what it acknowledges is durably kept.
     *
     * @param message the bytes of one message or of a batch, without framing
     * @param charset what the transport says of their character set; null if it says nothing
     * @param caller who delivers: a client of a site
     */
    Answer take(byte[] message, @Nullable Charset charset, Caller caller);

    /**
     * Takes a message, and knows from where it came.
     *
     * @param address the network address of who delivers it
     */
    default Answer take(byte[] message, @Nullable Charset charset, Caller caller, String address) {
        return take(message, charset, caller);
    }

    /**
     * The answer to a message.
     *
     * @param acknowledgement the bytes of an ACK message, or of a batch of them, without framing; none if the sender has asked
     *     not to be answered
     * @param code how the message was taken; of a batch, how all were, or an error if not all alike
     * @param overloaded whether the message, or one of a batch, was not taken because too many wait; the same may be sent again
     *     later
     * @param id of the message in the journal; null if it was not kept, and of a batch
     * @param mixed whether some of a batch were taken and others not
     */
    record Answer(
            byte[] acknowledgement, AcknowledgementCode code, boolean overloaded, @Nullable String id, boolean mixed) {

        /** The answer to one message. */
        public Answer(byte[] acknowledgement, AcknowledgementCode code, boolean overloaded, @Nullable String id) {
            this(acknowledgement, code, overloaded, id, false);
        }

        /** The answer to those who have asked for none. */
        public static final byte[] NONE = {};

        /** Whether there is nothing to be sent. */
        public boolean isNone() {
            return acknowledgement.length == 0;
        }
    }
}
