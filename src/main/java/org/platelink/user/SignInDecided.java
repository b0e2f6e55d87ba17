package org.platelink.user;

import org.jspecify.annotations.Nullable;

/**
 * Somebody tried to sign in, chose a password, or made or ended an address for a calendar. Published before the answer leaves.
 *
 * @param login as typed, cut; unproven if it was refused
 * @param deed what it was
 * @param refusal why it was refused, in a word; null if it was not
 * @param address from where
 */
public record SignInDecided(String login, Deed deed, @Nullable String refusal, String address) {

    /** What somebody did. */
    public enum Deed {
        SIGN_IN,
        SIGN_OUT,
        PASSWORD_CHOSEN,
        SESSIONS_ENDED,
        CALENDAR_FEED_MADE,
        CALENDAR_FEED_ENDED
    }
}
