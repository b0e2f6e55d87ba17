package org.platelink.laboratory.hl7v2;

/** The result of reading the next MLLP frame from a stream. */
public sealed interface Frame {

    /** A result after which the stream cannot be read any further. */
    sealed interface FinalFrame extends Frame {}

    /**
     * A complete frame.
     *
     * @param bytes the message in it
     */
    record Message(byte[] bytes) implements Frame {

        /** Omits the content of the message, to keep it out of the logs. */
        @Override
        public String toString() {
            return "a frame of " + bytes.length + " bytes";
        }
    }

    /** The stream ended normally: after a frame, or before the first one. */
    record End() implements FinalFrame {}

    /** The stream ended within a frame. */
    record TruncatedFrame() implements FinalFrame {}

    /** There are bytes before or between frames: the peer does not speak MLLP. */
    record StrayBytes() implements FinalFrame {}

    /**
     * A frame is longer than the limit.
     *
     * @param start its first bytes, up to the limit, so that the sender can be told which message it was
     */
    record OversizedFrame(byte[] start) implements FinalFrame {

        /** Omits the content of the message, to keep it out of the logs. */
        @Override
        public String toString() {
            return "a frame that is too large";
        }
    }

    /**
     * A frame for which there is no memory at the moment.
     *
     * @param start its first bytes, so that the sender can be told which message it was
     */
    record NoRoom(byte[] start) implements FinalFrame {

        /** Omits the content of the message, to keep it out of the logs. */
        @Override
        public String toString() {
            return "a frame for which there is no memory";
        }
    }
}
