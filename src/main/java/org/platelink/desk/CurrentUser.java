package org.platelink.desk;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.platelink.security.user.Accounts;
import org.platelink.security.user.User;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Filter that loads the signed-in user with the account's present state and marks the request as the user's. It ends
 * a session whose user was disabled or has changed the password since, and one that has reached its maximum age.
 */
public final class CurrentUser extends OncePerRequestFilter {

    private static final String FOUND = CurrentUser.class.getName() + ".user";

    /** Maximum age of a session, a working day. */
    private static final Duration LONGEST = Duration.ofHours(12);

    private static final Authentication NOBODY =
            new AnonymousAuthenticationToken("desk", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

    private final Accounts accounts;

    CurrentUser(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The signed-in user; empty if there is none. */
    public static Optional<User> find(HttpServletRequest request) {
        return request.getAttribute(FOUND) instanceof User user ? Optional.of(user) : Optional.empty();
    }

    /**
     * The signed-in user, for pages that require one.
     *
     * @throws UnknownPage if nobody is signed in
     */
    public static User of(HttpServletRequest request) {
        return find(request).orElseThrow(UnknownPage::new);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && !(authentication instanceof AnonymousAuthenticationToken)) {
            HttpSession session = request.getSession(false);
            Instant began = session == null ? Instant.EPOCH : Instant.ofEpochMilli(session.getCreationTime());
            Optional<User> user = began.plus(LONGEST).isBefore(Instant.now())
                    ? Optional.empty()
                    : accounts.find(authentication.getName(), request)
                            .filter(one -> !began.isBefore(one.since().truncatedTo(ChronoUnit.MILLIS)));
            if (user.isPresent()) {
                request.setAttribute(FOUND, user.get());
                accounts.caller(user.get()).markOn(request);
            } else {
                if (session != null) {
                    session.invalidate();
                }
                SecurityContextHolder.getContext().setAuthentication(NOBODY);
            }
        }
        chain.doFilter(request, response);
    }
}
