package org.platelink.security.user;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Event: an attempt to sign in, to confirm, to choose a password, or to add or end a passkey or calendar feed, or the
 * end of a session. Published before the response is sent.
 *
 * @param login the login as typed, truncated; unproven if the attempt was refused
 * @param deed what was done
 * @param refusal the result, in lower case, if it was refused; null if it succeeded
 * @param address the remote address of the request
 */
public record SignInEvent(String login, AccountAction deed, @Nullable String refusal, String address) {

    private static final int LONGEST_LOGIN = 101;

    /** The kind of action. */
    public enum AccountAction {
        SIGN_IN,

        /** The first of two sign-in steps: the password. */
        PASSWORD_SHOWN,

        /** The second step: a passkey. */
        PASSKEY_SHOWN,

        /** Repeated confirmation of identity while signed in, before a sensitive action. */
        CONFIRMED,
        PASSKEY_ADDED,
        PASSKEY_REMOVED,
        SIGN_OUT,
        PASSWORD_CHOSEN,
        SESSIONS_ENDED,
        CALENDAR_FEED_MADE,
        CALENDAR_FEED_ENDED
    }

    static SignInEvent of(String login, AccountAction deed, Accounts.Result result, HttpServletRequest request) {
        return new SignInEvent(
                login.length() > LONGEST_LOGIN ? login.substring(0, LONGEST_LOGIN) + "…" : login,
                deed,
                result == Accounts.Result.OK ? null : result.name().toLowerCase(Locale.ROOT),
                String.valueOf(request.getRemoteAddr()));
    }
}
