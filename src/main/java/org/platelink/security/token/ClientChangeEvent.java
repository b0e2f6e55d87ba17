package org.platelink.security.token;

import org.platelink.security.access.Caller;

/**
 * Event: a client was added, had its keys replaced, or was revoked. Published before the response is sent.
 *
 * @param by the caller who did it
 * @param client the client's id
 * @param change what was done
 */
public record ClientChangeEvent(Caller by, String client, Change change) {

    /** The kind of change to a client. */
    public enum Change {

        /** The client was registered. */
        ADDED,

        /** The client now authenticates with other keys than before. */
        KEYS_REPLACED,

        /** The client was revoked. */
        REVOKED
    }
}
