package org.platelink.security.token;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;

/**
 * Consent service that stores nothing, so that a person is asked each time. The library would add scopes consented to
 * before to those of the present decision, and so grant an app what the person has just refused.
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
