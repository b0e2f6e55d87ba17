package org.platelink.desk;

import jakarta.servlet.http.HttpServletRequest;
import org.platelink.platform.server.PagePolicy;
import org.platelink.platform.server.PublicAddress;
import org.platelink.security.token.AppAuthorization;
import org.platelink.security.user.Accounts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** Spring Security configuration of the desk: sessions, CSRF protection, and access to pages. */
@Configuration(proxyBeanMethods = false)
class DeskSecurity {

    static final String SIGN_IN = "/desk/sign-in";

    private static final String SESSION_COOKIE = "platelink_session";
    private static final String CSRF_COOKIE = "platelink_form";

    /**
     * Content Security Policy: nothing of another host, no inline script or style; data URLs for the pictures that
     * scripts draw.
     */
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static final String SEARCH = "/desk/search";
    private static final String ASK = "/desk/allow";
    private static final String NO_APP = "/desk/allow/refused";

    @Bean
    PagePolicy deskPolicy() {
        return new PagePolicy("/desk", POLICY);
    }

    @Bean
    PagePolicy firstPagePolicy() {
        return new PagePolicy("/", POLICY);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 1)
    SecurityFilterChain desk(
            HttpSecurity http,
            Accounts accounts,
            CsrfTokenRepository forms,
            RequestCache asked,
            SecurityContextRepository sessions,
            ObjectProvider<AppAuthorization> apps,
            ObjectProvider<SignInElsewhere> elsewhere)
            throws Exception {
        for (AppAuthorization served : apps) {
            served.serve(http, ASK, NO_APP);
        }
        for (SignInElsewhere served : elsewhere) {
            served.serve(http);
        }
        return http.securityMatcher(pages(sessions))
                // A search changes nothing, and is requested by the guide's pages, which have no session.
                .csrf(csrf -> csrf.csrfTokenRepository(forms).ignoringRequestMatchers(SEARCH))
                .requestCache(cache -> cache.requestCache(asked))
                .securityContext(context -> context.securityContextRepository(sessions))
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(new CurrentUser(accounts), LogoutFilter.class)
                .addFilterAfter(new ResourcePages(POLICY), AuthorizationFilter.class)
                .exceptionHandling(failures -> failures.authenticationEntryPoint(new SignInFirst())
                        .accessDeniedHandler((request, response, denied) ->
                                request.getRequestDispatcher("/desk/refused").forward(request, response)))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/",
                                "/fhir/**",
                                "/fhir",
                                SIGN_IN,
                                SIGN_IN + "/passkey",
                                "/desk/try",
                                "/desk/welcome",
                                "/desk/language",
                                SEARCH,
                                "/desk/refused",
                                "/desk/feeds/*",
                                NO_APP,
                                Assets.PATH + "/**")
                        .permitAll()
                        .anyRequest()
                        .access((authentication, context) ->
                                new org.springframework.security.authorization.AuthorizationDecision(
                                        CurrentUser.find(context.getRequest()).isPresent())))
                .build();
    }

    /**
     * Matches the desk's own pages; the root URL of the server if a browser asks for a page; and the URLs of
     * resources if a browser asks for a page and somebody is signed in.
     */
    private static RequestMatcher pages(SecurityContextRepository sessions) {
        return request -> {
            String path = request.getRequestURI();
            return path.equals("/desk")
                    || path.startsWith("/desk/")
                    || path.equals("/") && wantsPage(request)
                    || ResourcePages.areWanted(request) && sessions.containsContext(request);
        };
    }

    static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("text/html") && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
    }

    @Bean
    SecurityContextRepository deskSessions() {
        return new HttpSessionSecurityContextRepository();
    }

    /** Keeps the CSRF token in a cookie, so that nothing is stored for visitors who only open the sign-in page. */
    @Bean
    CsrfTokenRepository deskForms(PublicAddress address) {
        CookieCsrfTokenRepository forms = new CookieCsrfTokenRepository();
        forms.setCookieName((address.isEncrypted() ? "__Secure-" : "") + CSRF_COOKIE);
        forms.setCookieCustomizer(cookie -> cookie.path("/desk")
                .httpOnly(true)
                .secure(address.isEncrypted())
                .sameSite("Strict"));
        return forms;
    }

    /** Keeps the page to return to after sign-in in a cookie, for the same reason. */
    @Bean
    RequestCache askedPages(PublicAddress address) {
        CookieRequestCache asked = new CookieRequestCache();
        asked.setRequestMatcher(request -> "GET".equals(request.getMethod())
                && wantsPage(request)
                && !Pages.isPart(request)
                && request.getRequestURI().startsWith("/desk"));
        asked.setCookieCustomizer(cookie -> {
            cookie.setHttpOnly(true);
            cookie.setSecure(address.isEncrypted());
            cookie.setAttribute("SameSite", "Lax");
        });
        return asked;
    }

    @Bean
    CookieSerializer sessionCookies(PublicAddress address) {
        DefaultCookieSerializer cookies = new DefaultCookieSerializer();
        // With this prefix a browser accepts the cookie only from this host and over TLS.
        cookies.setCookieName((address.isEncrypted() ? "__Host-" : "") + SESSION_COOKIE);
        cookies.setCookiePath("/");
        cookies.setUseHttpOnlyCookie(true);
        cookies.setUseSecureCookie(address.isEncrypted());
        cookies.setSameSite("Lax");
        return cookies;
    }
}
