package org.platelink.laboratory.mllp;

import java.util.Locale;

/** Why a connection ends before its peer ends it. */
enum CloseReason {

    /** The TLS handshake took too long, or gave way to newer ones. */
    HANDSHAKE("no TLS handshake in time"),

    /** Nothing came between messages for too long. */
    IDLE("nothing was sent for too long"),

    /** A message, or the taking of its answer, took too long. */
    SLOW("a message or the taking of its answer took too long"),

    /** The connection broke off within a message. */
    TRUNCATED("it ended within a message"),

    /** Something came that is not in a frame. */
    OUTSIDE("bytes outside an MLLP frame came"),

    /** A message is larger than is taken. */
    TOO_LARGE("a message is larger than is taken"),

    /** There is no memory for a message. */
    NO_ROOM("there is no memory for a message at the moment, and it should come again"),

    /** Taking a message failed by the server's fault. */
    FAILED("a message could not be taken by the server's fault, and should come again"),

    /** The network or the other side broke it between messages, or before an answer was taken. */
    BROKEN("it broke"),

    /** The server stops. */
    STOPPED("the server stops"),

    /** The peer has closed it. */
    DONE("all is said");

    private final String words;

    CloseReason(String words) {
        this.words = words;
    }

    /** The end of a sentence about the connection. */
    String words() {
        return words;
    }

    /** Whether a frame was refused by it: its kind among the meters. */
    boolean refusesAFrame() {
        return this == SLOW
                || this == TRUNCATED
                || this == OUTSIDE
                || this == TOO_LARGE
                || this == NO_ROOM
                || this == FAILED;
    }

    /** The name among the meters. */
    String kind() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
