package org.platelink.laboratory.hl7v2;

/** What a stream of frames brings next. */
public sealed interface Frame {

    /** What no other can follow. */
    sealed interface Last extends Frame {}

    /**
     * A whole frame.
     *
     * @param bytes the message in it
     */
    record Message(byte[] bytes) implements Frame {

        /** Nothing of the message, so that no log gets it. */
        @Override
        public String toString() {
            return "a frame of " + bytes.length + " bytes";
        }
    }

    /** The stream ended after a frame, or before the first: all is well. */
    record End() implements Last {}

    /** The stream ended within a frame. */
    record Truncated() implements Last {}

    /** Bytes stand before or between frames: the peer does not speak this protocol. */
    record Outside() implements Last {}

    /**
     * A frame holds more than is taken.
     *
     * @param start the first of it, as much as is taken, so that its sender can be told which message it was
     */
    record TooLarge(byte[] start) implements Last {

        /** Nothing of the message, so that no log gets it. */
        @Override
        public String toString() {
            return "a frame that is too large";
        }
    }

    /**
     * A frame for which there is no memory at the moment.
     *
     * @param start the first of it, so that its sender can be told which message it was
     */
    record NoRoom(byte[] start) implements Last {

        /** Nothing of the message, so that no log gets it. */
        @Override
        public String toString() {
            return "a frame for which there is no memory";
        }
    }
}
