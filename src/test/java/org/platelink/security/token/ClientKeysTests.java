package org.platelink.security.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientKeysTests {

    private static final ECKey P_384 = of(new ECKeyGenerator(Curve.P_384).keyID("ec"));
    private static final RSAKey RSA = rsa(2048, "rsa");

    @Test
    void aKeyForEachOfSmartsSignaturesIsTaken() {
        assertThat(taken(P_384.toPublicJWK(), RSA.toPublicJWK()).getKeys()).hasSize(2);
        assertThat(taken(new ECKey.Builder(P_384.toPublicJWK())
                                .keyUse(KeyUse.SIGNATURE)
                                .algorithm(JWSAlgorithm.ES384)
                                .build())
                        .getKeys())
                .hasSize(1);
    }

    @Test
    void aCurveOfAnotherSignatureIsRefused() {
        refused("one of P-384", of(new ECKeyGenerator(Curve.P_256).keyID("1")).toPublicJWK());
        refused("one of P-384", of(new ECKeyGenerator(Curve.P_521).keyID("1")).toPublicJWK());
    }

    @Test
    void anotherKindIsRefused() {
        refused(
                "one of P-384",
                new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(new byte[32]))
                        .keyID("1")
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ClientKeys.of(Map.of("keys", List.of(Map.of("kty", "oct", "k", "AAAA", "kid", "1")))));
    }

    @Test
    void anRsaKeyIsNeitherShortNorSlow() {
        refused("at least 2048 bits", rsa(1024, "1").toPublicJWK());
        Base64URL modulus = RSA.getModulus();
        refused(
                "at most 8192",
                new RSAKey.Builder(Base64URL.encode(new byte[1200]), RSA.getPublicExponent())
                        .keyID("1")
                        .build());
        refused(
                "of RSA",
                new RSAKey.Builder(modulus, Base64URL.encode(new byte[] {1}))
                        .keyID("1")
                        .build());
        refused("of RSA", new RSAKey.Builder(modulus, modulus).keyID("1").build());
    }

    @Test
    void aPrivateKeyIsRefusedAndSaidToBeSpent() {
        refused("Make a new pair", P_384);
        refused("Make a new pair", RSA);
    }

    @Test
    void eachKeyHasANameOfItsOwn() {
        refused("has a kid", new ECKey.Builder(P_384.toPublicJWK()).keyID(null).build());
        refused(
                "has a kid",
                new ECKey.Builder(P_384.toPublicJWK()).keyID("x".repeat(256)).build());
        refused("the same kid", P_384.toPublicJWK(), rsa(2048, "ec").toPublicJWK());
    }

    @Test
    void aKeyForSomethingElseIsRefused() {
        refused(
                "for signatures",
                new ECKey.Builder(P_384.toPublicJWK()).keyUse(KeyUse.ENCRYPTION).build());
        refused(
                "for signatures",
                new ECKey.Builder(P_384.toPublicJWK())
                        .algorithm(JWSAlgorithm.ES256)
                        .build());
        refused(
                "for signatures",
                new RSAKey.Builder(RSA.toRSAKey().toPublicJWK())
                        .algorithm(JWSAlgorithm.RS256)
                        .build());
        refused(
                "for signatures",
                new ECKey.Builder(P_384.toPublicJWK())
                        .keyOperations(Set.of(KeyOperation.DERIVE_KEY))
                        .build());
    }

    @Test
    void whatIsNoSetOfKeysIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ClientKeys.of(Map.of("keys", "none")));
        assertThatIllegalArgumentException().isThrownBy(() -> ClientKeys.of(Map.of("keys", List.of())));
        assertThatIllegalArgumentException().isThrownBy(() -> ClientKeys.of(Map.of()));
    }

    /** On the operator's machine already, so that it goes no further. */
    @Test
    void theCommandSendsNoPrivateKey() {
        String whole = new JWKSet(P_384).toString(false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientFile.publicKeys(whole))
                .withMessageContaining("Make a new pair");
        assertThatIllegalArgumentException().isThrownBy(() -> ClientFile.publicKeys("no JSON"));
        assertThat(ClientFile.publicKeys(new JWKSet(P_384).toString(true)).getKeys())
                .hasSize(1);
    }

    private static JWKSet taken(JWK... keys) {
        return ClientKeys.of(new JWKSet(List.of(keys)).toJSONObject(false));
    }

    private static void refused(String sentence, JWK... keys) {
        assertThatIllegalArgumentException().isThrownBy(() -> taken(keys)).withMessageContaining(sentence);
    }

    private static ECKey of(JWKGenerator<ECKey> generator) {
        try {
            return generator.generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static RSAKey rsa(int bits, String name) {
        try {
            return new RSAKeyGenerator(bits, true).keyID(name).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
