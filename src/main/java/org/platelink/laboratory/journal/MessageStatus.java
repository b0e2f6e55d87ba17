package org.platelink.laboratory.journal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of a message. */
public enum MessageStatus {

    /** It is kept, and its turn comes. */
    RECEIVED,

    /** All of its results are stored. */
    APPLIED,

    /** It is kept until something is mended. */
    PARKED,

    /** Its sender was told that it is not taken; it is never applied. */
    REJECTED,

    /** The same was accepted before; it is answered by what became of that one. */
    DUPLICATE,

    /** Newer results of the same orders were applied before it. */
    SUPERSEDED,

    /** Some of its results are stored, and the rest waits until something is mended. */
    PARTIAL;

    /** As it is written to users. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The fate of a code; empty if there is none. */
    public static Optional<MessageStatus> of(String code) {
        return Arrays.stream(values()).filter(fate -> fate.code().equals(code)).findFirst();
    }
}
