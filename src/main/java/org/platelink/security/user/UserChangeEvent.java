package org.platelink.security.user;

import org.platelink.security.access.Caller;

/**
 * A person was added, shut out, or has to choose a new password. Published before the answer leaves.
 *
 * @param by who did it
 * @param login whom it is about
 * @param change what was done
 */
public record UserChangeEvent(Caller by, String login, Change change) {

    /** What can be done to a person's account. */
    public enum Change {
        ADDED,
        DISABLED,
        RESET
    }
}
