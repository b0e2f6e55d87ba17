package org.platelink.security.token;

import org.jspecify.annotations.Nullable;

/**
 * A request for a token was decided. Published before the answer leaves.
 *
 * @param client whom the request named; empty if it named nobody. Unproven if it was refused
 * @param scopes what was granted; null if it was refused
 * @param refusal why it was refused; null if it was not
 * @param address from where the request came
 * @param person for whom an app asked, such as {@code user:ada}; null for a client that asks for itself, and if it was refused
 */
public record TokenRequestEvent(
        String client, @Nullable String scopes, @Nullable String refusal, String address, @Nullable String person) {}
