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

/** Where a person allows an app to ask. It stands between a browser and pages, so what has the pages puts it there. */
public final class AppAuthorization {

    /** Where an app sends the person's browser. */
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
     * Puts the authorization endpoint into a chain that knows who is signed in.
     *
     * @param consentPage the path of the page that asks the person
     * @param refusedPage the path of the page that says why an app cannot be answered; the sentence is at {@link #refusal}
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
     * What a person is asked.
     *
     * @param app who asks
     * @param scopes what for
     * @param redirectUri where the browser goes then
     */
    public record Question(App app, List<String> scopes, String redirectUri) {}

    /** What the person whose login it is was asked under a state; empty if it was somebody else, or too long ago. */
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
     * What a person has allowed, and still goes on.
     *
     * @param id by which it is ended
     * @param began when it was allowed
     * @param ends when it ends by itself
     */
    public record Allowed(String id, App app, List<String> scopes, Instant began, Instant ends) {}

    /** What a person has allowed apps. */
    public List<Allowed> allowed(String login) {
        List<Allowed> all = new ArrayList<>();
        for (Allowance one : allowances.of(login)) {
            apps.find(one.app())
                    .ifPresent(app -> all.add(
                            new Allowed(one.id(), app, List.of(one.scopes().split(" ")), one.began(), one.ends())));
        }
        return all;
    }

    /** Ends what a person has allowed, at once; nothing happens if it is not that person's. */
    public void end(String id, String login, String address) {
        for (Allowance one : allowances.of(login)) {
            if (one.id().equals(id)) {
                allowances.end(id);
                answers.ended(one.login(), one.app(), one.scopes(), address);
            }
        }
    }

    /** Why an app was not answered, for the page that says so. */
    public static String refusal(jakarta.servlet.http.HttpServletRequest request) {
        return request.getAttribute(AppAnswers.REFUSAL) instanceof String code ? code : "";
    }
}
