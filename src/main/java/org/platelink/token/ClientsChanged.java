package org.platelink.token;

import org.platelink.access.Caller;

/**
 * A client was added or revoked. Published before the answer leaves.
 *
 * @param by who did it
 * @param client the client's id
 * @param added whether it was added; otherwise it was revoked
 */
public record ClientsChanged(Caller by, String client, boolean added) {}
