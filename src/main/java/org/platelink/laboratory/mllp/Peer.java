package org.platelink.laboratory.mllp;

import java.nio.charset.Charset;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.StartUpRefused;
import org.platelink.security.access.Caller;
import org.platelink.security.access.CallerIdPrefix;
import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;
import org.platelink.security.access.SenderCharset;

/**
 * A laboratory system that may deliver for its site.
 *
 * @param name the name that the operator gave it
 * @param caller its identity for the rest of the server
 */
record Peer(String name, Caller caller) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern SITE = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    /** Builds the peer of a name from its configuration. */
    static Peer of(String name, MllpProperties.PeerProperties properties) {
        if (!NAME.matcher(name).matches()) {
            throw new StartUpRefused(
                    "a peer below " + MllpProperties.PREFIX
                            + "peers has a name that cannot be used; use 1 to 64 letters, digits, dots, hyphens or underscores.");
        }
        String at = property(name);
        String site = properties.site();
        if (site == null || !SITE.matcher(site).matches()) {
            throw new StartUpRefused("MLLP needs " + at
                    + ".site: the id of the Organization whose results the peer delivers, such as site-unknown.");
        }
        if (properties.identifierSystems().isEmpty()) {
            throw new StartUpRefused("MLLP needs " + at
                    + ".identifier-systems: the namespaces in which the peer's site gives identifiers, at least one.");
        }
        Caller caller = new Caller(
                CallerIdPrefix.MLLP_PEER.of(name),
                Role.EHR,
                site,
                Set.copyOf(properties.identifierSystems()),
                Scopes.parse("system/Observation.cu system/DiagnosticReport.cu system/Specimen.cu"),
                charset(at, properties.charset()));
        return new Peer(name, caller);
    }

    /** The prefix of the property names of a peer. */
    static String property(String name) {
        return MllpProperties.PREFIX + "peers." + name;
    }

    private static @Nullable Charset charset(String at, @Nullable String setting) {
        try {
            return setting == null || setting.isBlank() ? null : SenderCharset.of(setting);
        } catch (IllegalArgumentException wrong) {
            throw new StartUpRefused("MLLP cannot use " + at + ".charset. " + wrong.getMessage());
        }
    }
}
