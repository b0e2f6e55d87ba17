package org.platelink.security.token;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.platelink.security.token.Allowances.Allowance;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationConsentAuthenticationConverter;

/**
 * The authorization endpoint, where a person consents to an app, and the person's list of consents. It needs a
 * signed-in session and pages, so the module that has these puts the endpoint into its own filter chain.
 */
public final class AppAuthorization {

    /** The path to which an app sends the person's browser. */
    public static final String PATH = "/desk/authorize";

    private final AppRequests requests;
    private final AppAnswers answers;
    private final Allowances allowances;
    private final Apps apps;

    AppAuthorization(AppRequests requests, AppAnswers answers, Allowances allowances, Apps apps) {
        this.requests = requests;
        this.answers = answers;
        this.allowances = allowances;
        this.apps = apps;
    }

    /**
     * Adds the authorization endpoint to a security filter chain that knows who is signed in.
     *
     * @param consentPage the path of the page that asks the person
     * @param refusedPage the path of the page that says why an app cannot be answered; the reason's code is at
     *     {@link #refusal}
     */
    public void serve(HttpSecurity http, String consentPage, String refusedPage) throws Exception {
        http.with(
                OAuth2AuthorizationServerConfigurer.authorizationServer(),
                server -> server.authorizationEndpoint(endpoint -> endpoint.consentPage(consentPage)
                        .authorizationRequestConverters(converters -> {
                            converters.clear();
                            converters.add(requests);
                            converters.add(new OAuth2AuthorizationConsentAuthenticationConverter());
                        })
                        .authenticationProviders(this::askAlways)
                        .authorizationResponseHandler(answers)
                        .errorResponseHandler(answers.refusing(refusedPage))));
    }

    private void askAlways(List<AuthenticationProvider> providers) {
        providers.stream()
                .filter(OAuth2AuthorizationCodeRequestAuthenticationProvider.class::isInstance)
                .map(OAuth2AuthorizationCodeRequestAuthenticationProvider.class::cast)
                .forEach(provider -> {
                    provider.setAuthenticationValidator(
                            OAuth2AuthorizationCodeRequestAuthenticationValidator.DEFAULT_REDIRECT_URI_VALIDATOR
                                    .andThen(requests));
                    provider.setAuthorizationConsentRequired(context -> true);
                });
    }

    /**
     * The content of the consent page.
     *
     * @param app the app that asks
     * @param scopes the scopes it asks for
     * @param redirectUri where the browser is sent afterwards
     */
    public record Question(App app, List<String> scopes, String redirectUri) {}

    /**
     * The pending question of an authorization request, by its state. Empty if it belongs to another login, or has
     * expired.
     */
    public Optional<Question> question(String state, String login) {
        Optional<Allowance> asked = allowances
                .byState(state)
                .filter(one -> !one.over() && one.login().equals(login));
        return asked.flatMap(one -> apps.find(one.app()).map(app -> question(app, one.asked())));
    }

    private static Question question(App app, Map<String, String> asked) {
        return new Question(
                app,
                new ArrayList<>(List.of(asked.getOrDefault("scope", "").split(" "))),
                asked.getOrDefault("redirect_uri", ""));
    }

    /**
     * An active authorization that a person has given.
     *
     * @param id the id by which it is ended
     * @param began when it was given
     * @param ends when it expires
     */
    public record ActiveAuthorization(String id, App app, List<String> scopes, Instant began, Instant ends) {}

    /** The active authorizations that a person has given to apps. */
    public List<ActiveAuthorization> allowed(String login) {
        List<ActiveAuthorization> all = new ArrayList<>();
        for (Allowance one : allowances.of(login)) {
            apps.find(one.app())
                    .ifPresent(app -> all.add(new ActiveAuthorization(
                            one.id(), app, List.of(one.scopes().split(" ")), one.began(), one.ends())));
        }
        return all;
    }

    /** Ends an authorization at once; does nothing if it is not one of that person's. */
    public void end(String id, String login, String address) {
        for (Allowance one : allowances.of(login)) {
            if (one.id().equals(id)) {
                allowances.end(id);
                answers.ended(one.login(), one.app(), one.scopes(), address);
            }
        }
    }

    /** The code of the reason why an app was not answered, for the page that shows it; empty if there is none. */
    public static String refusal(jakarta.servlet.http.HttpServletRequest request) {
        return request.getAttribute(AppAnswers.REFUSAL) instanceof String code ? code : "";
    }
}
