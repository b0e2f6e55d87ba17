package org.platelink.laboratory.journal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The status of a message in the journal. */
public enum MessageStatus {

    /** It is stored and waits to be applied. */
    RECEIVED,

    /** All of its results are stored. */
    APPLIED,

    /** It is stored and waits until something is fixed. */
    PARKED,

    /** Its sender was told that it is not taken; it is never applied. */
    REJECTED,

    /** The same message was accepted before; it is answered by the status of that one. */
    DUPLICATE,

    /** Newer results of the same orders were applied before it. */
    SUPERSEDED,

    /** Some of its results are stored; the rest waits until something is fixed. */
    PARTIAL;

    /** The code as users see it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status with a code; empty if there is none. */
    public static Optional<MessageStatus> of(String code) {
        return Arrays.stream(values())
                .filter(status -> status.code().equals(code))
                .findFirst();
    }
}
