package org.platelink.security.token;

import org.platelink.security.access.Caller;

/**
 * A client was added, got other keys or was revoked. Published before the answer leaves.
 *
 * @param by who did it
 * @param client the client's id
 * @param change what was done
 */
public record ClientChangeEvent(Caller by, String client, Change change) {

    /** What can be done to a client. */
    public enum Change {

        /** It is known from now on. */
        ADDED,

        /** Other keys than before prove who it is. */
        KEYS_REPLACED,

        /** It is known no longer. */
        REVOKED
    }
}
