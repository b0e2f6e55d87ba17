package org.platelink.security.token;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import java.util.function.Consumer;
import org.platelink.platform.server.PublicAddress;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2RefreshTokenAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/** Spring configuration of the embedded OAuth 2.0 authorization server; active where no external issuer is given. */
@Configuration(proxyBeanMethods = false)
@Conditional(OwnIssuerCondition.class)
class AuthorizationServerConfiguration {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain tokens(
            HttpSecurity http,
            AssertionDecoders decoders,
            GrantedScopes grantedScopes,
            SecurityProperties properties,
            RegisteredClientRepository clients,
            Allowances allowances,
            ApplicationEventPublisher events)
            throws Exception {
        AppAuthentication apps = new AppAuthentication(clients, allowances);
        TokenAnswers answers = new TokenAnswers(events);
        OAuth2AuthorizationServerConfigurer server = OAuth2AuthorizationServerConfigurer.authorizationServer();
        return http.securityMatcher("/oauth2/token", JwksHeadFilter.JWKS)
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new RefusalLimit(properties.failuresAMinute()), SecurityContextHolderFilter.class)
                .addFilterBefore(new JwksHeadFilter(), SecurityContextHolderFilter.class)
                .with(server, embedded -> embedded.clientAuthentication(client -> client.authenticationConverters(
                                        ofAssertions -> {
                                            ofAssertions.clear();
                                            ofAssertions.add(apps);
                                            ofAssertions.add(new AssertionConverter());
                                        })
                                .authenticationProviders(checkWith(decoders).andThen(all -> all.add(0, apps)))
                                .errorResponseHandler(answers))
                        .tokenEndpoint(token -> token.accessTokenRequestConverters(ofScopes -> {
                                    ofScopes.clear();
                                    ofScopes.add(grantedScopes);
                                    ofScopes.add(new OAuth2AuthorizationCodeAuthenticationConverter());
                                    ofScopes.add(new OAuth2RefreshTokenAuthenticationConverter());
                                })
                                .authenticationProviders(AuthorizationServerConfiguration::grantWhatWasComputed)
                                .accessTokenResponseHandler(answers)
                                .errorResponseHandler(answers)))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    private static Consumer<List<AuthenticationProvider>> checkWith(AssertionDecoders decoders) {
        return providers -> providers.stream()
                .filter(JwtClientAssertionAuthenticationProvider.class::isInstance)
                .map(JwtClientAssertionAuthenticationProvider.class::cast)
                .forEach(provider -> provider.setJwtDecoderFactory(decoders));
    }

    /**
     * Switches off the library's scope check, which compares scopes as strings; {@link GrantedScopes} has already
     * reduced them to what may be granted.
     */
    private static void grantWhatWasComputed(List<AuthenticationProvider> providers) {
        providers.stream()
                .filter(OAuth2ClientCredentialsAuthenticationProvider.class::isInstance)
                .map(OAuth2ClientCredentialsAuthenticationProvider.class::cast)
                .forEach(provider -> provider.setAuthenticationValidator(context -> {}));
    }

    @Bean
    AssertionDecoders assertionDecoders(
            Clients clients, RemoteKeys remoteKeys, SeenAssertions seen, PublicAddress address) {
        return new AssertionDecoders(clients, remoteKeys, seen, List.of(address.tokenEndpoint(), address.url()));
    }

    @Bean
    GrantedScopes grantedScopes(Clients clients) {
        return new GrantedScopes(clients);
    }

    @Bean
    RegisteredClientRepository registeredClients(Clients clients, Apps apps) {
        return new RegisteredClients(clients, apps);
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(PublicAddress address) {
        return AuthorizationServerSettings.builder()
                .issuer(address.url())
                .authorizationEndpoint(AppAuthorization.PATH)
                .build();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> accessTokenClaims(
            Clients clients, People people, PublicAddress address, SecurityProperties properties) {
        return new AccessTokenClaims(clients, people, address, properties);
    }

    @Bean
    JWKSource<SecurityContext> signingKeys(SigningKey key) {
        return new ImmutableJWKSet<>(new JWKSet(key.key()));
    }
}
