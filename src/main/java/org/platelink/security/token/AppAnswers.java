package org.platelink.security.token;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * Answers authorization requests by redirecting the browser to the app, with a code or with an error. The decision is
 * published for the audit trail first. Where the redirect URI is not known to be the app's, there is no redirect: the
 * browser is shown a page instead.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2">RFC 6749, sections 4.1.2 and 4.1.2.1</a>
 */
final class AppAnswers implements AuthenticationSuccessHandler {

    static final String REFUSAL = AppAnswers.class.getName() + ".refusal";

    /** The prefix with which the library's error descriptions name the parameter at fault. */
    static final String OF_PARAMETER = "OAuth 2.0 Parameter: ";

    private final ApplicationEventPublisher events;

    AppAnswers(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        OAuth2AuthorizationCodeRequestAuthenticationToken authorization =
                (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
        tell(authorization, true, request);
        Map<String, @Nullable String> parameters = new LinkedHashMap<>();
        parameters.put("code", authorization.getAuthorizationCode().getTokenValue());
        parameters.put("state", authorization.getState());
        send(response, authorization.getRedirectUri(), parameters);
    }

    AuthenticationFailureHandler refusing(String page) {
        return (request, response, failure) -> refuse(request, response, failure, page);
    }

    private void refuse(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure, String page)
            throws IOException, ServletException {
        OAuth2Error error = failure instanceof OAuth2AuthenticationException oauth
                ? oauth.getError()
                : new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST);
        OAuth2AuthorizationCodeRequestAuthenticationToken authorizationRequest =
                failure instanceof OAuth2AuthorizationCodeRequestAuthenticationException known
                        ? known.getAuthorizationCodeRequestAuthentication()
                        : null;
        if (authorizationRequest == null
                || authorizationRequest.getRedirectUri() == null
                || authorizationRequest.getRedirectUri().isEmpty()) {
            request.setAttribute(REFUSAL, said(error));
            request.getRequestDispatcher(page).forward(request, response);
            return;
        }
        if (OAuth2ErrorCodes.ACCESS_DENIED.equals(error.getErrorCode())) {
            tell(authorizationRequest, false, request);
        }
        Map<String, @Nullable String> parameters = new LinkedHashMap<>();
        parameters.put("error", error.getErrorCode());
        parameters.put("error_description", sentence(error));
        parameters.put("state", authorizationRequest.getState());
        send(response, authorizationRequest.getRedirectUri(), parameters);
    }

    private static @Nullable String sentence(OAuth2Error error) {
        String description = error.getDescription();
        if (description == null || !description.startsWith(OF_PARAMETER)) {
            return description;
        }
        String parameter = description.substring(OF_PARAMETER.length());
        return switch (error.getErrorCode()) {
            case OAuth2ErrorCodes.ACCESS_DENIED -> "The person has refused it.";
            default ->
                parameter.startsWith("code_challenge")
                        ? "code_challenge is missing, or code_challenge_method is not S256."
                        : parameter + " is missing, is there twice, or is wrong.";
        };
    }

    private static String said(OAuth2Error error) {
        String description = String.valueOf(error.getDescription());
        if (description.endsWith("client_id")) {
            return "client";
        }
        return description.endsWith("redirect_uri") ? "redirect" : "request";
    }

    private void tell(
            OAuth2AuthorizationCodeRequestAuthenticationToken authorizationRequest,
            boolean allowed,
            HttpServletRequest request) {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        events.publishEvent(new AppConsentEvent(
                person == null ? "" : person.getName(),
                authorizationRequest.getClientId(),
                String.join(" ", authorizationRequest.getScopes()),
                allowed ? AppConsentEvent.Decision.ALLOWED : AppConsentEvent.Decision.REFUSED,
                String.valueOf(request.getRemoteAddr())));
    }

    /** Publishes, for the audit trail, that a person has ended an authorization given before. */
    void ended(String login, String app, String scopes, String address) {
        events.publishEvent(new AppConsentEvent(login, app, scopes, AppConsentEvent.Decision.ENDED, address));
    }

    private static void send(
            HttpServletResponse response, @Nullable String to, Map<String, @Nullable String> parameters) {
        String query = parameters.entrySet().stream()
                .filter(one -> one.getValue() != null)
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.LOCATION, to + (String.valueOf(to).contains("?") ? "&" : "?") + query);
    }
}
