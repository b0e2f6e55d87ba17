package org.platelink.security.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Creates the JWT decoder that checks a client's assertion with its registered keys alone. Keys that the assertion
 * itself brings, by {@code jku}, {@code x5u} or {@code jwk} in its header, are never used.
 */
final class AssertionDecoders implements JwtDecoderFactory<RegisteredClient> {

    /** The signature algorithms that SMART App Launch 2.2 names. */
    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS384, JWSAlgorithm.ES384);

    private final Clients clients;
    private final RemoteKeys remoteKeys;
    private final SeenAssertions seen;
    private final List<String> audiences;

    AssertionDecoders(Clients clients, RemoteKeys remoteKeys, SeenAssertions seen, List<String> audiences) {
        this.clients = clients;
        this.remoteKeys = remoteKeys;
        this.seen = seen;
        this.audiences = audiences;
    }

    @Override
    public JwtDecoder createDecoder(RegisteredClient registered) {
        Client client = clients.find(registered.getClientId())
                .orElseThrow(() -> new BadJwtException("The client was revoked."));
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, null));
        processor.setJWSKeySelector(keySelector(client));
        // The claims are checked by the validator, whose errors are readable sentences.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new AssertionValidator(client.id(), audiences, seen, Clock.systemUTC()));
        return decoder;
    }

    /** Selects no key for an assertion without a key id, or whose header asks for anything beyond a signature. */
    private JWSKeySelector<SecurityContext> keySelector(Client client) {
        JWSKeySelector<SecurityContext> named = new JWSVerificationKeySelector<>(ALGORITHMS, strong(keys(client)));
        return (header, context) ->
                header.getKeyID() == null || header.getKeyID().isBlank() || !isPlain(header, client)
                        ? List.of()
                        : named.selectJWSKeys(header, context);
    }

    /**
     * Whether the header brings no keys and no critical parameters. SMART allows {@code jku} only with the address
     * that was registered; keys that an assertion brings along prove nothing, and no critical extension is supported
     * here.
     */
    private static boolean isPlain(JWSHeader header, Client client) {
        return header.getCriticalParams() == null
                && header.getJWK() == null
                && header.getX509CertURL() == null
                && header.getX509CertChain() == null
                && (header.getJWKURL() == null || header.getJWKURL().equals(client.keysAt()));
    }

    /** Filters out weak keys: fetched keys were not checked by a registration. */
    private static JWKSource<SecurityContext> strong(JWKSource<SecurityContext> keys) {
        return (selector, context) ->
                keys.get(selector, context).stream().filter(ClientKeys::isTaken).toList();
    }

    private JWKSource<SecurityContext> keys(Client client) {
        return client.keys() == null
                ? remoteKeys.at(Objects.requireNonNull(client.keysAt()))
                : new ImmutableJWKSet<>(client.keys());
    }
}
