package org.platelink.security.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.text.ParseException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Validates the public keys of clients. Accepted are P-384 keys for ES384 and RSA keys of 2048 to 8192 bits for
 * RS384, the two signature algorithms that SMART names. Without this check, a key that can sign with neither would be
 * found useless only when the client asks for its first token.
 */
final class ClientKeys {

    private static final int SHORTEST_RSA = 2048;

    /** A larger key only makes each signature check slow. */
    private static final int LONGEST_RSA = 8192;

    private static final int MOST_KEYS = 20;
    private static final int LONGEST_NAME = 255;

    private static final String KIND =
            "Each key is a public one of P-384, or of RSA with at least 2048 bits and at most 8192, and has a kid of"
                    + " at most " + LONGEST_NAME + " characters.";

    private ClientKeys() {}

    /**
     * Parses and validates the keys of a registration.
     *
     * @param json a JWKS
     * @throws IllegalArgumentException with a readable sentence if one of them is not accepted
     */
    static JWKSet of(Map<String, Object> json) {
        JWKSet all;
        try {
            all = JWKSet.parse(json);
        } catch (ParseException | RuntimeException broken) {
            throw new IllegalArgumentException("The keys are not a JWKS.", broken);
        }
        if (all.getKeys().isEmpty() || all.getKeys().size() > MOST_KEYS) {
            throw new IllegalArgumentException("The JWKS needs at least one key, and at most " + MOST_KEYS + ".");
        }
        Set<String> names = new HashSet<>();
        for (JWK key : all.getKeys()) {
            @Nullable String fault = fault(key);
            if (fault != null) {
                throw new IllegalArgumentException(fault);
            }
            if (!names.add(key.getKeyID())) {
                throw new IllegalArgumentException("Two keys of the JWKS have the same kid; give each its own.");
            }
        }
        return all;
    }

    /** Whether a key, also one that was fetched, meets the requirements of a registration. */
    static boolean isTaken(JWK key) {
        return fault(key) == null;
    }

    private static @Nullable String fault(JWK key) {
        if (!(key instanceof ECKey || key instanceof RSAKey)) {
            return KIND;
        }
        if (key.isPrivate()) {
            return "A key is a private one. Make a new pair, for this one was shown, and send the public half alone.";
        }
        String name = key.getKeyID();
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME || !isStrong(key)) {
            return KIND;
        }
        boolean signs = (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()))
                && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY))
                && (key.getAlgorithm() == null || algorithm(key).equals(key.getAlgorithm()));
        return signs
                ? null
                : "Each key is for signatures: use, where it is said, is sig, key_ops has verify, and alg is ES384 of"
                        + " P-384 or RS384 of RSA.";
    }

    private static boolean isStrong(JWK key) {
        if (key instanceof ECKey curve) {
            return Curve.P_384.equals(curve.getCurve());
        }
        return key instanceof RSAKey rsa
                && rsa.size() >= SHORTEST_RSA
                && rsa.size() <= LONGEST_RSA
                && rsa.getModulus().decodeToBigInteger().testBit(0)
                && isUsual(rsa.getPublicExponent().decodeToBigInteger());
    }

    /**
     * Whether an RSA public exponent is usable: 1 signs nothing, an even one is invalid, and one of thousands of bits
     * makes each check slow.
     */
    private static boolean isUsual(BigInteger exponent) {
        return exponent.testBit(0) && exponent.bitLength() >= 2 && exponent.bitLength() <= 33;
    }

    private static JWSAlgorithm algorithm(JWK key) {
        return key instanceof ECKey ? JWSAlgorithm.ES384 : JWSAlgorithm.RS384;
    }
}
