package org.platelink.token;

/**
 * A person has allowed an app to ask, or has refused it. Published before the answer leaves.
 *
 * @param login the person's
 * @param app the app's id
 * @param scopes what was asked for or allowed
 * @param allowed whether it was allowed
 * @param address from where
 */
public record AppDecided(String login, String app, String scopes, boolean allowed, String address) {}
