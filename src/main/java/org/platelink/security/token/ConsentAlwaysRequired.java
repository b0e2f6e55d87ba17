package org.platelink.security.token;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;

/**
 * No consent is remembered: the library would add what was allowed before to what is allowed now, and so grant it to an app that
 * the person has just refused.
 */
final class ConsentAlwaysRequired implements OAuth2AuthorizationConsentService {

    @Override
    public void save(OAuth2AuthorizationConsent consent) {
        // See above.
    }

    @Override
    public void remove(OAuth2AuthorizationConsent consent) {
        // See above.
    }

    @Override
    public @Nullable OAuth2AuthorizationConsent findById(String client, String person) {
        return null;
    }
}
