package org.platelink.desk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.platelink.security.access.Role;
import org.platelink.security.token.PersonClaims;
import org.platelink.security.token.Sites;
import org.platelink.security.user.Accounts;
import org.platelink.security.user.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * Handlers for the result of an OpenID Connect sign-in: signs the user in with the role and site that the claims
 * give, or redirects to the sign-in page with the reason of the refusal.
 */
final class ProviderAnswers implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderAnswers.class);

    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9._@+-]{1,80}");
    private static final String NOT_OF_A_NAME = "[^\\p{L}\\p{M}\\p{N} .,'’-]";
    private static final int LONGEST_NAME = 80;

    private final Accounts accounts;
    private final SignIn signIn;
    private final PersonClaims persons;
    private final Sites sites;

    ProviderAnswers(Accounts accounts, SignIn signIn, PersonClaims persons, Sites sites) {
        this.accounts = accounts;
        this.signIn = signIn;
        this.persons = persons;
        this.sites = sites;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
        OAuth2AuthenticationToken token = (OAuth2AuthenticationToken) authentication;
        Map<String, Object> claims = token.getPrincipal().getAttributes();
        String login = token.getAuthorizedClientRegistrationId() + ":" + subject(claims);
        Optional<User> person = person(login, claims);
        if (person.isEmpty()) {
            accounts.refusedElsewhere(login, request);
            refuse("no-role", request, response);
            return;
        }
        accounts.signedInElsewhere(person.get(), String.valueOf(claims.get("sub")), request)
                .ifPresentOrElse(
                        user -> lead(signIn.begin(user, request, response), response),
                        () -> refuse("shut-out", request, response));
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
        LOG.warn(
                "A provider's answer could not be used: {}",
                failure instanceof OAuth2AuthenticationException oauth
                        ? oauth.getError().getErrorCode()
                        : failure.getClass().getSimpleName());
        refuse("elsewhere", request, response);
    }

    private Optional<User> person(String login, Map<String, Object> claims) {
        Optional<Role> role = persons.role(claims);
        String site = persons.site(claims).orElse(null);
        try {
            sites.check(site);
            return role.map(one ->
                    new User(login, name(claims), one, site, Instant.now().truncatedTo(ChronoUnit.MILLIS), false));
        } catch (IllegalArgumentException nothingToTheTrial) {
            return Optional.empty();
        }
    }

    /**
     * The preferred username if it is a valid login; otherwise the subject claim, which the provider never gives to
     * another.
     */
    private static String subject(Map<String, Object> claims) {
        String preferred = String.valueOf(claims.get("preferred_username"));
        return claims.get("preferred_username") != null
                        && LOGIN.matcher(preferred).matches()
                ? preferred
                : String.valueOf(claims.get("sub")).replaceAll("[^A-Za-z0-9._@+-]", "_");
    }

    private static String name(Map<String, Object> claims) {
        Object nameClaim = claims.getOrDefault("name", claims.get("preferred_username"));
        String name = String.valueOf(nameClaim).replaceAll(NOT_OF_A_NAME, " ").trim();
        String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return nameClaim == null || cut.isBlank() ? "-" : cut;
    }

    private void refuse(String why, HttpServletRequest request, HttpServletResponse response) {
        signIn.end(request, response);
        lead("/desk/sign-in?why=" + why, response);
    }

    private static void lead(String path, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(HttpHeaders.LOCATION, path);
    }
}
