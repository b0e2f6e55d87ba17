package org.platelink.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** A passkey as a program makes and shows it, for what no browser would send. */
final class SoftAuthenticator {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PRESENT_AND_VERIFIED = 0x05;
    private static final int WITH_KEY = 0x40;

    private final KeyPair keys;
    private final byte[] id = new byte[32];
    private final String origin;
    private int uses;

    /** One that says to be asked by pages of an address. */
    SoftAuthenticator(String origin) {
        this.origin = origin;
        new SecureRandom().nextBytes(id);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            this.keys = generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Lets it count its uses from another number on. */
    SoftAuthenticator counting(int from) {
        uses = from;
        return this;
    }

    String id() {
        return text(id);
    }

    /** What it answers when a passkey is to be made. */
    String create(String options) {
        JsonNode asked = tree(options);
        ObjectNode response = JSON.createObjectNode();
        response.put("clientDataJSON", text(clientData("webauthn.create", asked)));
        byte[] data = authenticatorData(asked.at("/rp/id").asText(), true);
        response.put(
                "attestationObject",
                text(joined(
                        new byte[] {(byte) 0xa3, 0x63},
                        ascii("fmt"),
                        new byte[] {0x64},
                        ascii("none"),
                        new byte[] {0x67},
                        ascii("attStmt"),
                        new byte[] {(byte) 0xa0, 0x68},
                        ascii("authData"),
                        new byte[] {0x58, (byte) data.length},
                        data)));
        response.putArray("transports").add("internal");
        return credential(response);
    }

    /** What it answers when it is to be shown. */
    String show(String options) {
        JsonNode asked = tree(options);
        byte[] client = clientData("webauthn.get", asked);
        byte[] data = authenticatorData(asked.at("/rpId").asText(), false);
        ObjectNode response = JSON.createObjectNode();
        response.put("clientDataJSON", text(client));
        response.put("authenticatorData", text(data));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(hash(client));
            response.put("signature", text(signature.sign()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        return credential(response);
    }

    private String credential(ObjectNode response) {
        ObjectNode credential = JSON.createObjectNode();
        credential.put("id", text(id)).put("rawId", text(id)).put("type", "public-key");
        credential.set("response", response);
        credential.putObject("clientExtensionResults");
        return credential.toString();
    }

    private byte[] clientData(String type, JsonNode asked) {
        ObjectNode data = JSON.createObjectNode();
        data.put("type", type).put("challenge", asked.get("challenge").asText()).put("origin", origin);
        return data.put("crossOrigin", false).toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authenticatorData(String host, boolean withKey) {
        byte[] counted = ByteBuffer.allocate(4).putInt(uses++).array();
        byte[] flags = {(byte) (withKey ? PRESENT_AND_VERIFIED | WITH_KEY : PRESENT_AND_VERIFIED)};
        byte[] head = joined(hash(ascii(host)), flags, counted);
        return withKey ? joined(head, new byte[16], new byte[] {0, (byte) id.length}, id, key()) : head;
    }

    /** As COSE has it. */
    private byte[] key() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return joined(
                new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20},
                coordinate(key.getW().getAffineX().toByteArray()),
                new byte[] {0x22, 0x58, 0x20},
                coordinate(key.getW().getAffineY().toByteArray()));
    }

    private static byte[] coordinate(byte[] number) {
        byte[] fixed = new byte[32];
        int length = Math.min(number.length, fixed.length);
        System.arraycopy(number, number.length - length, fixed, fixed.length - length, length);
        return fixed;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (java.io.IOException broken) {
            throw new IllegalArgumentException(broken);
        }
    }
}
