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

/** What stands between a browser and the desk: sessions, forms that are ours, and who gets to which page. */
@Configuration(proxyBeanMethods = false)
class DeskSecurity {

    static final String SIGN_IN = "/desk/sign-in";

    private static final String SESSION_COOKIE = "platelink_session";
    private static final String CSRF_COOKIE = "platelink_form";

    /** Nothing of another host, no script or style within a page; data are for the pictures that scripts draw. */
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
                // A search changes nothing, and is asked for by the guide's pages, which know no session.
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
     * The desk's own; the address of the server itself where a browser asks for a page; and those of resources, where a browser does
     * in which somebody is signed in.
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

    /** In a cookie, so that nothing is kept of who only looks at the page where one signs in. */
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

    /** Likewise: where to go on once somebody has signed in. */
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
        // A browser takes it by this name from nobody but this host over TLS.
        cookies.setCookieName((address.isEncrypted() ? "__Host-" : "") + SESSION_COOKIE);
        cookies.setCookiePath("/");
        cookies.setUseHttpOnlyCookie(true);
        cookies.setUseSecureCookie(address.isEncrypted());
        cookies.setSameSite("Lax");
        return cookies;
    }
}
