package org.platelink.security.token;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import com.nimbusds.jose.JOSEException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Organization;
import org.platelink.platform.sealing.KeysProperties;
import org.platelink.platform.server.DatabaseAway;
import org.platelink.platform.server.PublicAddress;
import org.platelink.platform.server.StartUpRefused;
import org.platelink.security.access.SiteRegister;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/** Spring configuration of the client registry, the keys, and the validation of access tokens. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
class TokenConfiguration {

    /** The tolerated clock skew of an issuer. */
    private static final Duration SKEW = Duration.ofSeconds(10);

    @Bean
    KeyFolder keyFolder(@Value("${platelink.home:data}") String home, KeysProperties properties) {
        return new KeyFolder(properties.in(Path.of(home)));
    }

    /**
     * Depends on the database: while one server starts on it another waits, so two do not both make a key in the same
     * folder.
     */
    @Bean
    SigningKey signingKey(KeyFolder folder, DataSource afterTheDatabase) {
        return SigningKey.in(folder);
    }

    @Bean
    Clients clients(JdbcClient database) {
        return new Clients(database);
    }

    @Bean
    Apps apps(JdbcClient database, Clients clients) {
        return new Apps(database, clients);
    }

    @Bean
    Allowances allowances(JdbcClient database, Clients afterItsSchema) {
        return new Allowances(database);
    }

    @Bean
    SeenAssertions seenAssertions(JdbcClient database, Clients afterItsTables) {
        return new SeenAssertions(database);
    }

    @Bean
    RemoteKeys remoteKeys(SecurityProperties properties) {
        return new RemoteKeys(properties.jwksHosts());
    }

    @Bean
    KnownClients knownClients(
            Clients clients, Apps afterItsTable, SecurityProperties properties, DatabaseAway database) {
        return properties.issuerUri() == null ? KnownClients.of(clients, database::isAway) : KnownClients.all();
    }

    @Bean
    Sites sites(IFhirResourceDao<Organization> organizations) {
        return new Sites(organizations);
    }

    @Bean
    DemoAccess demoAccess(SecurityProperties properties, PublicAddress address, Clients clients) {
        return new DemoAccess(properties, address, clients);
    }

    @Bean
    PersonClaims personClaims(SecurityProperties properties) {
        return new PersonClaims(properties);
    }

    @Bean
    SiteRegister siteRegister(Clients clients) {
        return new RegisteredSites(clients);
    }

    /** The decoder of access tokens, for the own and an external issuer alike. */
    @Bean
    JwtDecoder tokenDecoder(SecurityProperties properties, PublicAddress address, SigningKey key) {
        String issuer = properties.issuerUri();
        OAuth2TokenValidator<Jwt> times = new JwtTimestampValidator(SKEW);
        OAuth2TokenValidator<Jwt> all = new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtIssuerValidator(issuer == null ? address.url() : issuer),
                new JwtClaimValidator<List<String>>(
                        "aud", audience -> audience != null && audience.contains(address.fhir())),
                new JwtClaimValidator<>("exp", expiry -> expiry != null));
        // An external issuer is first contacted when a token arrives, so that the server starts without it.
        JwtDecoder decoder = issuer == null ? own(key, all) : new SupplierJwtDecoder(() -> given(issuer, all));
        return new CachingJwtDecoder(decoder, times);
    }

    private static JwtDecoder own(SigningKey key, OAuth2TokenValidator<Jwt> validator) {
        try {
            NimbusJwtDecoder decoder = NimbusJwtDecoder.withPublicKey(key.key().toRSAPublicKey())
                    .signatureAlgorithm(SignatureAlgorithm.RS256)
                    .build();
            decoder.setJwtValidator(validator);
            return decoder;
        } catch (JOSEException broken) {
            throw new StartUpRefused("the key that signs tokens is no RSA key.", broken);
        }
    }

    private static JwtDecoder given(String issuer, OAuth2TokenValidator<Jwt> validator) {
        NimbusJwtDecoder decoder = JwtDecoders.fromIssuerLocation(issuer);
        decoder.setJwtValidator(validator);
        return decoder;
    }
}
