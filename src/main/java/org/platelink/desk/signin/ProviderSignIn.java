package org.platelink.desk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.SignInElsewhere;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;

/** The OpenID Connect providers that the operator has registered, and the OAuth2 login with its redirect URLs. */
final class ProviderSignIn implements SignInElsewhere {

    static final String BACK = "/desk/sign-in/code/";

    private static final String BEGIN = "/desk/sign-in/with";

    private final OAuth2ClientProperties properties;
    private final ClientRegistrationRepository providers;
    private final ProviderAnswers answers;

    ProviderSignIn(OAuth2ClientProperties properties, ClientRegistrationRepository providers, ProviderAnswers answers) {
        this.properties = properties;
        this.providers = providers;
        this.answers = answers;
    }

    @Override
    public List<Provider> providers() {
        return properties.getRegistration().entrySet().stream()
                .map(one -> new Provider(
                        BEGIN + "/" + one.getKey(),
                        one.getValue().getClientName() == null
                                ? one.getKey()
                                : one.getValue().getClientName()))
                .toList();
    }

    @Override
    public void serve(HttpSecurity http) throws Exception {
        // SignIn starts a new session for each user. If the session id were changed before that, Spring Session would
        // find the old session again.
        http.sessionManagement(session -> session.sessionFixation(fixation -> fixation.none()));
        http.oauth2Login(login -> login.loginPage("/desk/sign-in")
                .clientRegistrationRepository(providers)
                .authorizedClientRepository(new DiscardingClientRepository())
                .authorizationEndpoint(begin -> begin.baseUri(BEGIN))
                .redirectionEndpoint(back -> back.baseUri(BACK + "*"))
                .successHandler(answers)
                .failureHandler(answers));
    }

    /** Discards the provider's tokens: they say who signs in, and are of no use after that. */
    private static final class DiscardingClientRepository implements OAuth2AuthorizedClientRepository {

        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication person, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication person,
                HttpServletRequest request,
                HttpServletResponse response) {
            // Tokens are not stored.
        }

        @Override
        public void removeAuthorizedClient(
                String registration, Authentication person, HttpServletRequest request, HttpServletResponse response) {
            // Tokens are not stored.
        }
    }
}
