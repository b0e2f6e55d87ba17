package org.platelink.security.token;

/**
 * Event: a person has allowed an app's request, has refused it, or has ended an earlier authorization. Published
 * before the response is sent.
 *
 * @param login the person's login
 * @param app the app's id
 * @param scopes the scopes that were asked for or allowed
 * @param decision what the person decided
 * @param address the remote address of the person's request
 */
public record AppConsentEvent(String login, String app, String scopes, Decision decision, String address) {

    /** What a person can decide about an app. */
    public enum Decision {
        ALLOWED,
        REFUSED,
        ENDED
    }
}
