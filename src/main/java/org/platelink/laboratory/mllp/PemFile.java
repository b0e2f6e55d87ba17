package org.platelink.laboratory.mllp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.boot.ssl.pem.PemContent;

/**
 * A PEM file that a configuration property names.
 *
 * @param property the name of the property
 * @param path the path of the file
 */
record PemFile(String property, Path path) {

    /** The file of a property, which must be given. */
    static PemFile of(String property, @Nullable Path path) {
        if (path == null || !MllpProperties.isGiven(path)) {
            throw new StartUpRefused("MLLP needs " + property + ": name a PEM file.");
        }
        return new PemFile(property, path);
    }

    /** Its certificates, at least one. */
    List<X509Certificate> certificates() {
        try {
            List<X509Certificate> all = content().getCertificates();
            if (!all.isEmpty()) {
                return all;
            }
        } catch (IllegalArgumentException | IllegalStateException unreadable) {
            throw without("certificate in PEM form (BEGIN CERTIFICATE)", unreadable);
        }
        throw without("certificate in PEM form (BEGIN CERTIFICATE)", null);
    }

    /** Its private key. */
    PrivateKey privateKey() {
        String wanted = "private key in PEM form without a password (BEGIN PRIVATE KEY)";
        PrivateKey key;
        try {
            key = content().getPrivateKey();
        } catch (IllegalArgumentException | IllegalStateException unreadable) {
            throw without(wanted, unreadable);
        }
        if (key == null) {
            throw without(wanted, null);
        }
        return key;
    }

    private PemContent content() {
        try {
            return PemContent.of(Files.readString(path));
        } catch (IOException unreadable) {
            throw new StartUpRefused(
                    "the file " + path + " cannot be read; put it there, or let " + property + " name another one.",
                    unreadable);
        }
    }

    private StartUpRefused without(String wanted, @Nullable Exception cause) {
        String sentence = "the file " + path + " has no " + wanted + "; let " + property + " name one that has.";
        return cause == null ? new StartUpRefused(sentence) : new StartUpRefused(sentence, cause);
    }
}
