package org.platelink.laboratory.mllp;

import java.util.Locale;

/** Why a connection was closed. */
enum CloseReason {

    /** The TLS handshake took too long, or was dropped for newer ones. */
    HANDSHAKE("no TLS handshake in time"),

    /** Nothing was received between messages for too long. */
    IDLE("nothing was sent for too long"),

    /** Receiving a message, or sending its answer, took too long. */
    SLOW("a message or the taking of its answer took too long"),

    /** The connection ended within a message. */
    TRUNCATED("it ended within a message"),

    /** Bytes were received outside an MLLP frame. */
    OUTSIDE("bytes outside an MLLP frame came"),

    /** A message is larger than the limit. */
    TOO_LARGE("a message is larger than is taken"),

    /** There is no memory for the message at present. */
    NO_ROOM("there is no memory for a message at the moment, and it should come again"),

    /** The server failed to take a message. */
    FAILED("a message could not be taken by the server's fault, and should come again"),

    /** The connection was broken by the network or the other side, between messages or before an answer was read. */
    BROKEN("it broke"),

    /** The server stops. */
    STOPPED("the server stops"),

    /** It ended for no other of these reasons, as when the peer has closed it. */
    DONE("all is said");

    private final String words;

    CloseReason(String words) {
        this.words = words;
    }

    /** The reason as the end of a sentence about the connection. */
    String words() {
        return words;
    }

    /** Whether a frame was refused for this reason, so that the meter of refused frames counts it. */
    boolean refusesAFrame() {
        return this == SLOW
                || this == TRUNCATED
                || this == OUTSIDE
                || this == TOO_LARGE
                || this == NO_ROOM
                || this == FAILED;
    }

    /** The value of the meter's {@code kind} tag. */
    String kind() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
