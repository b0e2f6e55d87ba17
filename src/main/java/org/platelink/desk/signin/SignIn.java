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

/** Starts and ends authenticated sessions. */
final class SignIn {

    /** Session attribute with the browser's User-Agent, for the list of sessions. */
    static final String BROWSER = "browser";

    /** Session attribute with the network address from which the session began. */
    static final String ADDRESS = "address";

    /** Session attribute with the time of the last authentication. */
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

    /** The device secret of a browser, from a long-lived cookie that is set if there is none. */
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

    /** Starts a new session for the user and returns the path to go to. */
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
        // A CSRF token issued before the sign-in must not be valid after it.
        forms.saveToken(null, request, response);
        return before == null ? FIRST_PAGE : path(before.getRedirectUrl());
    }

    /** Records that the user has just authenticated again. */
    void confirm(HttpServletRequest request) {
        request.getSession().setAttribute(CONFIRMED, Instant.now());
    }

    /** Whether the last authentication was within the last minutes. */
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

    /** The path of a saved URL, without its host; paths outside the desk are replaced by the first page. */
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
