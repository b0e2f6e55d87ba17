package org.platelink.desk.signin;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.platelink.platform.server.PublicAddress;
import org.platelink.security.token.PersonClaims;
import org.platelink.security.token.Sites;
import org.platelink.security.user.Accounts;
import org.springframework.boot.autoconfigure.security.oauth2.client.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientPropertiesMapper;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;

/** Configures sign-in with OpenID Connect providers, if any is registered in Spring Boot's properties. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnOAuth2ClientRegistrationProperties
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class ProviderConfiguration {

    /**
     * The provider's metadata are loaded lazily, at the first sign-in, so that the server starts without the
     * provider.
     */
    @Bean
    ClientRegistrationRepository providers(OAuth2ClientProperties properties, PublicAddress address) {
        return new SupplierClientRegistrationRepository(() -> {
            Map<String, ClientRegistration> read = new OAuth2ClientPropertiesMapper(properties).asClientRegistrations();
            return new InMemoryClientRegistrationRepository(
                    read.values().stream().map(one -> ours(one, address)).collect(Collectors.toList()));
        });
    }

    private static ClientRegistration ours(ClientRegistration read, PublicAddress address) {
        Set<String> scopes = new LinkedHashSet<>(List.of("openid", "profile"));
        if (read.getScopes() != null) {
            scopes.addAll(read.getScopes());
        }
        return ClientRegistration.withClientRegistration(read)
                .redirectUri(address.url() + ProviderSignIn.BACK + read.getRegistrationId())
                .scope(scopes)
                .build();
    }

    @Bean
    ProviderSignIn providerSignIn(
            OAuth2ClientProperties properties,
            ClientRegistrationRepository providers,
            Accounts accounts,
            SignIn signIn,
            PersonClaims claims,
            Sites sites) {
        return new ProviderSignIn(properties, providers, new ProviderAnswers(accounts, signIn, claims, sites));
    }
}
