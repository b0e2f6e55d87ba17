package org.platelink.security.user;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody tried to sign in, chose a password, or made or ended a passkey or an address for a calendar. Published before the answer leaves.
 *
 * @param login as typed, cut; unproven if it was refused
 * @param deed what it was
 * @param refusal why it was refused, in a word; null if it was not
 * @param address from where
 */
public record SignInEvent(String login, Deed deed, @Nullable String refusal, String address) {

    private static final int LONGEST_LOGIN = 101;

    /** What somebody did. */
    public enum Deed {
        SIGN_IN,

        /** The first of two steps: the password. */
        PASSWORD_SHOWN,

        /** The second: a passkey. */
        PASSKEY_SHOWN,

        /** While signed in, once more, before what matters. */
        CONFIRMED,
        PASSKEY_ADDED,
        PASSKEY_REMOVED,
        SIGN_OUT,
        PASSWORD_CHOSEN,
        SESSIONS_ENDED,
        CALENDAR_FEED_MADE,
        CALENDAR_FEED_ENDED
    }

    static SignInEvent of(String login, Deed deed, Accounts.Result result, HttpServletRequest request) {
        return new SignInEvent(
                login.length() > LONGEST_LOGIN ? login.substring(0, LONGEST_LOGIN) + "…" : login,
                deed,
                result == Accounts.Result.OK ? null : result.name().toLowerCase(Locale.ROOT),
                String.valueOf(request.getRemoteAddr()));
    }
}
