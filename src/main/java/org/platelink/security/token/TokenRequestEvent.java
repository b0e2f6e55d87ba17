package org.platelink.security.token;

import org.jspecify.annotations.Nullable;

/**
 * Event: a token request was granted or refused. Published before the response is sent.
 *
 * @param client the client that the request named, unproven if it was refused; empty if it named none
 * @param scopes the granted scopes; null if it was refused
 * @param refusal why it was refused; null if it was granted
 * @param address the remote address of the request
 * @param person the person for whom an app asked, such as {@code user:ada}; null for a client that asks for itself,
 *     and for a refused request
 */
public record TokenRequestEvent(
        String client, @Nullable String scopes, @Nullable String refusal, String address, @Nullable String person) {}
