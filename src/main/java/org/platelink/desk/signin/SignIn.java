package org.platelink.desk.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.platelink.platform.server.PublicAddress;
import org.platelink.security.user.User;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.web.util.WebUtils;

/** Begins and ends sessions. */
final class SignIn {

    /** What a session says of its browser, for the list of sessions. */
    static final String BROWSER = "browser";

    /** From where it was begun. */
    static final String ADDRESS = "address";

    /** When the person has last shown to be the one. */
    private static final String CONFIRMED = "confirmed";

    private static final Duration CONFIRMED_LASTS = Duration.ofMinutes(5);
    private static final String FIRST_PAGE = "/desk";
    private static final String DEVICE = "platelink_device";
    private static final int DEVICE_BYTES = 24;
    private static final int DEVICE_SECONDS = 400 * 24 * 60 * 60;
    private static final int LONGEST_BROWSER = 200;
    private static final int LONGEST_DEVICE = 64;

    private final SecureRandom random = new SecureRandom();
    private final SecurityContextRepository sessions;
    private final CsrfTokenRepository forms;
    private final RequestCache asked;
    private final PublicAddress address;

    SignIn(SecurityContextRepository sessions, CsrfTokenRepository forms, RequestCache asked, PublicAddress address) {
        this.sessions = sessions;
        this.forms = forms;
        this.asked = asked;
        this.address = address;
    }

    /** The secret by which a browser is known again, which it is given if it has none. */
    String device(HttpServletRequest request, HttpServletResponse response) {
        String name = (address.isEncrypted() ? "__Secure-" : "") + DEVICE;
        Cookie kept = WebUtils.getCookie(request, name);
        if (kept != null && !kept.getValue().isEmpty() && kept.getValue().length() <= LONGEST_DEVICE) {
            return kept.getValue();
        }
        byte[] secret = new byte[DEVICE_BYTES];
        random.nextBytes(secret);
        String device = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Cookie cookie = new Cookie(name, device);
        cookie.setPath("/desk");
        cookie.setHttpOnly(true);
        cookie.setSecure(address.isEncrypted());
        cookie.setMaxAge(DEVICE_SECONDS);
        cookie.setAttribute("SameSite", "Strict");
        response.addCookie(cookie);
        return device;
    }

    /** Begins a new session, and tells where to go on. */
    String begin(User user, HttpServletRequest request, HttpServletResponse response) {
        SavedRequest before = asked.getRequest(request, response);
        asked.removeRequest(request, response);
        HttpSession old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        HttpSession session = request.getSession(true);
        session.setAttribute(BROWSER, cut(request.getHeader("User-Agent")));
        session.setAttribute(ADDRESS, String.valueOf(request.getRemoteAddr()));
        confirm(request);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(user.login(), null, List.of()));
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
        // A form that was made before somebody signed in is not this person's.
        forms.saveToken(null, request, response);
        return before == null ? FIRST_PAGE : path(before.getRedirectUrl());
    }

    /** Notes that whoever is signed in has just shown to be the person. */
    void confirm(HttpServletRequest request) {
        request.getSession().setAttribute(CONFIRMED, Instant.now());
    }

    /** Whether that was some minutes ago at most. */
    boolean isConfirmed(HttpServletRequest request) {
        return request.getSession().getAttribute(CONFIRMED) instanceof Instant when
                && Instant.now().isBefore(when.plus(CONFIRMED_LASTS));
    }

    void end(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
        forms.saveToken(null, request, response);
        response.setHeader("Clear-Site-Data", "\"storage\"");
    }

    /** The path of an address that was asked for, whatever host it names; only of the desk. */
    static String path(String url) {
        int begin = url.indexOf("/desk");
        return begin < 0 ? FIRST_PAGE : url.substring(begin).replaceAll("[?&]continue$", "");
    }

    private static String cut(String browser) {
        if (browser == null) {
            return "";
        }
        return browser.length() > LONGEST_BROWSER ? browser.substring(0, LONGEST_BROWSER) : browser;
    }
}
