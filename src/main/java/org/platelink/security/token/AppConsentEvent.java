package org.platelink.security.token;

/**
 * A person has allowed an app to ask, has refused it, or has ended what was allowed. Published before the answer leaves.
 *
 * @param login the person's
 * @param app the app's id
 * @param scopes what was asked for or allowed
 * @param decision what the person said
 * @param address from where
 */
public record AppConsentEvent(String login, String app, String scopes, Decision decision, String address) {

    /** What a person can say to an app. */
    public enum Decision {
        ALLOWED,
        REFUSED,
        ENDED
    }
}
