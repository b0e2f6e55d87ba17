package org.platelink.security.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * The prefixes of the ids of callers that come without a client's token. No client may have an id with one of them:
 * it would stand in the audit trail and in the journal as the other, and read what the other has sent.
 */
public enum CallerIdPrefix {
    /** People who sign in at the desk. */
    PERSON("user:"),
    /** Laboratory systems over MLLP. */
    MLLP_PEER("mllp:");

    /** What the audit trail calls the server itself, and who has no token. */
    private static final Set<String> BUILT_IN = Set.of("server", Caller.PUBLIC.client());

    private final String prefix;

    CallerIdPrefix(String prefix) {
        this.prefix = prefix;
    }

    /** The id of the caller of a name. */
    public String of(String name) {
        return prefix + name;
    }

    /** Whether an id has one of the prefixes, or is a name of the server itself or of who has no token. */
    public static boolean isReserved(String client) {
        return BUILT_IN.contains(client.toLowerCase(Locale.ROOT))
                || Arrays.stream(values()).anyMatch(one -> client.startsWith(one.prefix));
    }
}
