package org.platelink.security.token;

import com.nimbusds.jwt.JWTParser;
import jakarta.servlet.http.HttpServletRequest;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Extracts the client id of a token request from the subject of its client assertion. RFC 7523 makes
 * {@code client_id} optional, and SMART's clients do not send it; the library's own converter demands it.
 */
final class AssertionConverter implements AuthenticationConverter {

    /** RFC 7523, section 2.2. */
    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final int LONGEST = 8192;

    @Override
    public Authentication convert(HttpServletRequest request) {
        if (request.getQueryString() != null) {
            throw refused(
                    "The address has a query; send everything in the body, as a form, for addresses are written to logs.");
        }
        request.getParameterMap().forEach((name, values) -> {
            if (values.length > 1) {
                throw refused(name(name) + " was sent more than once.");
            }
        });
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) != null) {
            throw refused("A client proves who it is by client_assertion alone; leave the Authorization header and"
                    + " client_secret out.");
        }
        String type = one(request, OAuth2ParameterNames.CLIENT_ASSERTION_TYPE);
        if (!TYPE.equals(type)) {
            throw refused("client_assertion_type must be " + TYPE + ".");
        }
        String assertion = one(request, OAuth2ParameterNames.CLIENT_ASSERTION);
        if (assertion == null || assertion.length() > LONGEST) {
            throw refused("client_assertion must be one signed JWT.");
        }
        String subject = subject(assertion);
        String named = one(request, OAuth2ParameterNames.CLIENT_ID);
        if (named != null && !named.equals(subject)) {
            throw refused("client_id, where it is sent, must be the assertion's sub.");
        }
        return new OAuth2ClientAuthenticationToken(subject, new ClientAuthenticationMethod(TYPE), assertion, Map.of());
    }

    /** Reads the subject without a check of the signature: it only selects whose keys are used for that check. */
    private static String subject(String assertion) {
        try {
            String subject = JWTParser.parse(assertion).getJWTClaimsSet().getSubject();
            if (subject != null && !subject.isBlank()) {
                return subject;
            }
        } catch (ParseException | RuntimeException noJwt) {
            throw refused("client_assertion is not a JWT.");
        }
        throw refused("client_assertion has no sub; it must be the client's id.");
    }

    private static @Nullable String one(HttpServletRequest request, String name) {
        return request.getParameter(name);
    }

    /**
     * Replaces a parameter's name that could hold anything, because the error goes to the sender and to the audit
     * trail.
     */
    private static String name(String sent) {
        return sent.matches("[a-z_]{1,40}") ? sent : "A parameter";
    }

    private static OAuth2AuthenticationException refused(String sentence) {
        return new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, sentence, null));
    }
}
