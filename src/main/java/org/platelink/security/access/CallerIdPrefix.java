package org.platelink.security.access;

import java.util.Arrays;

/**
 * The prefixes of the ids of callers that come without a client's token. No client may have an id with one of them:
 * it would stand in the audit trail and in the journal as the other, and read what the other has sent.
 */
public enum CallerIdPrefix {
    /** People who sign in at the desk. */
    PERSON("user:"),
    /** Laboratory systems over MLLP. */
    MLLP_PEER("mllp:");

    private final String prefix;

    CallerIdPrefix(String prefix) {
        this.prefix = prefix;
    }

    /** The id of the caller of a name. */
    public String of(String name) {
        return prefix + name;
    }

    /** Whether an id has one of the prefixes. */
    public static boolean isReserved(String client) {
        return Arrays.stream(values()).anyMatch(one -> client.startsWith(one.prefix));
    }
}
