package org.platelink.security.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.RateLimitMark;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * Writes the responses of the token endpoint, and publishes each decision for the audit trail first. A refusal states
 * in a sentence what to correct, in the form of RFC 6749, section 5.2. To a client that is not authenticated it does
 * not reveal who is registered.
 */
final class TokenAnswers implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AuthenticationSuccessHandler granted = new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
    private final ApplicationEventPublisher events;

    TokenAnswers(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, jakarta.servlet.ServletException {
        OAuth2AccessTokenAuthenticationToken token = (OAuth2AccessTokenAuthenticationToken) authentication;
        events.publishEvent(new TokenRequestEvent(
                token.getRegisteredClient().getClientId(),
                String.join(" ", token.getAccessToken().getScopes()),
                null,
                request.getRemoteAddr(),
                person(token)));
        granted.onAuthenticationSuccess(request, response, authentication);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String code = failure instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : OAuth2ErrorCodes.INVALID_REQUEST;
        String sentence = sentence(code, failure);
        if (!RefusalLimit.isInSilence(request)) {
            events.publishEvent(new TokenRequestEvent(named(request), null, sentence, request.getRemoteAddr(), null));
        }
        long seconds = RateLimitMark.secondsOf(request);
        if (seconds > 0) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            write(
                    response,
                    OAuth2ErrorCodes.INVALID_REQUEST,
                    "Too many requests for tokens of this client or from this address were refused; wait, and mend what the"
                            + " refusals say. The last one: " + sentence);
            return;
        }
        response.setStatus(OAuth2ErrorCodes.INVALID_CLIENT.equals(code) ? 401 : 400);
        write(response, code, sentence);
    }

    private static void write(HttpServletResponse response, String code, String sentence) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        JSON.writeValue(response.getWriter(), Map.of("error", code, "error_description", sentence));
    }

    private static String sentence(String code, AuthenticationException failure) {
        if (failure.getCause() instanceof JwtValidationException invalid) {
            return String.valueOf(invalid.getErrors().iterator().next().getDescription());
        }
        if (OAuth2ErrorCodes.INVALID_CLIENT.equals(code)) {
            return "The client is not known, or its assertion is not signed with one of its registered keys by "
                    + "RS384 or ES384, or names none of them in kid.";
        }
        if (OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE.equals(code)) {
            return "grant_type must be client_credentials, or authorization_code or refresh_token for an app.";
        }
        if (OAuth2ErrorCodes.INVALID_GRANT.equals(code)) {
            return "The code or refresh token is not good, or not any more, or not this app's; or code_verifier or"
                    + " redirect_uri is missing or not the one of the code. Ask the person again.";
        }
        OAuth2Error error = failure instanceof OAuth2AuthenticationException oauth ? oauth.getError() : null;
        if (error != null && String.valueOf(error.getDescription()).startsWith(AppAnswers.OF_PARAMETER)) {
            return error.getDescription().substring(AppAnswers.OF_PARAMETER.length())
                    + " is missing, is there twice, or is wrong.";
        }
        return error == null || error.getDescription() == null
                ? "The request is not one for a token: it needs grant_type, scope, client_assertion_type and"
                        + " client_assertion, each once, as a form."
                : error.getDescription();
    }

    private static @Nullable String person(OAuth2AccessTokenAuthenticationToken token) {
        try {
            JWTClaimsSet claims =
                    JWTParser.parse(token.getAccessToken().getTokenValue()).getJWTClaimsSet();
            return claims.getClaim(AccessTokenClaims.ALLOWANCE) == null ? null : claims.getSubject();
        } catch (ParseException impossible) {
            throw new IllegalStateException("A token of our own cannot be read.", impossible);
        }
    }

    private static String named(HttpServletRequest request) {
        try {
            String app = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
            return app != null && request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION) == null
                    ? app
                    : new AssertionConverter().convert(request).getName();
        } catch (OAuth2AuthenticationException nobody) {
            return "";
        }
    }
}
