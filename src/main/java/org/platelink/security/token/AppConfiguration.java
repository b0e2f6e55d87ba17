package org.platelink.security.token;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.platelink.platform.cors.AppOrigins;
import org.platelink.platform.server.PublicAddress;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** Spring configuration of SMART apps (public clients) on the server's own authorization server. */
@Configuration(proxyBeanMethods = false)
@Conditional(OwnIssuerCondition.class)
class AppConfiguration {

    @Bean
    AppOrigins appOrigins(Apps apps) {
        return apps::isOrigin;
    }

    @Bean
    Authorizations authorizations(Allowances allowances, RegisteredClientRepository clients, People people) {
        return new Authorizations(allowances, clients, people);
    }

    @Bean
    OAuth2AuthorizationConsentService consents() {
        return new ConsentAlwaysRequired();
    }

    @Bean
    AppAuthorization appAuthorization(
            People people, PublicAddress address, Allowances allowances, Apps apps, ApplicationEventPublisher events) {
        return new AppAuthorization(new AppRequests(people, address.fhir()), new AppAnswers(events), allowances, apps);
    }

    @Bean
    OAuth2TokenGenerator<?> tokenGenerator(
            JWKSource<SecurityContext> keys, OAuth2TokenCustomizer<JwtEncodingContext> claims) {
        JwtGenerator tokens = new JwtGenerator(new NimbusJwtEncoder(keys));
        tokens.setJwtCustomizer(claims);
        return new DelegatingOAuth2TokenGenerator(tokens, new AppRefreshTokens());
    }
}
