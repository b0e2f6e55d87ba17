package org.platelink.security.token;

import jakarta.servlet.http.HttpServletResponse;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.platelink.platform.server.Outcomes;
import org.platelink.platform.server.PublicAddress;
import org.platelink.security.access.Role;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Spring Security configuration of the OAuth 2.0 resource server: the filter chain in front of the server's
 * endpoints.
 */
@Configuration(proxyBeanMethods = false)
class ResourceServerConfiguration {

    /**
     * The filter chain of all endpoints. For FHIR it checks only that a token, if sent, is valid; the {@code access}
     * module authorizes the operation, where it is known what is asked.
     */
    @Bean
    SecurityFilterChain requests(
            HttpSecurity http,
            JwtDecoder decoder,
            CallerOfToken callers,
            KnownClients knownClients,
            TokenRefused refused)
            throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(refused)
                        .accessDeniedHandler(refused)
                        .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(callers)))
                .addFilterBefore(new PreauthenticatedCallerFilter(), BearerTokenAuthenticationFilter.class)
                .addFilterAfter(new CallerAttributeFilter(knownClients, refused), BearerTokenAuthenticationFilter.class)
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(refused).accessDeniedHandler(refused))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/fhir",
                                "/fhir/**",
                                "/ig",
                                "/ig/**",
                                "/registry",
                                "/registry/**",
                                IssuerDocument.PATH,
                                "/actuator/health",
                                "/actuator/health/**",
                                "/error")
                        .permitAll()
                        .requestMatchers("/export/**")
                        .authenticated()
                        .requestMatchers("/intake/**")
                        .access((asks, request) -> new AuthorizationDecision(isNoApp(asks.get())))
                        .requestMatchers("/admin/**", "/actuator/prometheus", "/actuator/sbom", "/actuator/sbom/**")
                        .hasRole(Role.ADMIN.name())
                        .anyRequest()
                        .denyAll())
                .build();
    }

    /**
     * Whether the caller is a system or a person, not an app: systems send messages and people manage them in the
     * desk, and no scope covers this for an app.
     */
    private static boolean isNoApp(Authentication asks) {
        return asks instanceof CallerAuthentication known && known.caller().app() == null;
    }

    /**
     * Answers requests that the HTTP firewall rejects, such as one with an unknown method, in the same form as every
     * other error.
     */
    @Bean
    RequestRejectedHandler irregularRequests(Outcomes outcomes) {
        return (request, response, rejected) -> outcomes.write(
                response,
                HttpServletResponse.SC_BAD_REQUEST,
                IssueType.INVALID,
                "The request's method, path, host or one of its headers is not of the form that is taken here; write it"
                        + " plainly, without doubled slashes, semicolons or control characters.");
    }

    /**
     * Spring MVC's meters already time each request; timing each filter as well would cost a request more than it
     * tells.
     */
    @Bean
    SecurityObservationSettings noFilterIsTimed() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    static PathPatternRequestMatcherBuilderFactoryBean pathPatterns() {
        return new PathPatternRequestMatcherBuilderFactoryBean();
    }

    /**
     * Removes Spring MVC's handler mapping introspector, with which Spring Security looks up, before each request,
     * the controller that would answer it. Paths are matched as patterns here, so nothing needs that lookup, which is
     * a tenth of the work of a read.
     */
    @Bean
    static BeanDefinitionRegistryPostProcessor noHandlerIsLookedUp() {
        return new WithoutHandlerIntrospection();
    }

    @Bean
    CallerOfToken callerOfToken(
            SecurityProperties properties, KnownClients knownClients, People people, Allowances allowances) {
        return new CallerOfToken(
                properties, knownClients, new PersonOfToken(people, allowances, properties.issuerUri() == null));
    }

    @Bean
    TokenRefused tokenRefused(Outcomes outcomes, PublicAddress address) {
        return new TokenRefused(outcomes, address.fhir() + SmartConfiguration.PATH);
    }
}
