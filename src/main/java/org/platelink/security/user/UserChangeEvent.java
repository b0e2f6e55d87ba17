package org.platelink.security.user;

import org.platelink.security.access.Caller;

/**
 * Event: a person was added, disabled, or reset so that a new password has to be chosen. Published before the
 * response is sent.
 *
 * @param by the caller who did it
 * @param login the person's login
 * @param change what was done
 */
public record UserChangeEvent(Caller by, String login, Change change) {

    /** The kind of change to an account. */
    public enum Change {
        ADDED,
        DISABLED,
        RESET
    }
}
