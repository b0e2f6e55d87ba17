package org.platelink.security.user;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.platelink.platform.server.PublicAddress;

/**
 * The WebAuthn relying party: the identity of this server to browsers that create or present a passkey.
 *
 * @param id the host, to which a passkey is bound
 * @param origin scheme, host and port of the pages that may ask for it
 * @see <a href="https://www.w3.org/TR/webauthn-3/#relying-party-identifier">WebAuthn, Relying Party Identifier</a>
 */
record RelyingParty(String id, String origin) {

    private static final String ADDRESS_OF_NUMBERS = "\\[.*]|[0-9.]+";

    /**
     * The relying party of a public address. Empty where browsers do not support WebAuthn: at an IP address, and
     * without TLS anywhere but on localhost.
     */
    static Optional<RelyingParty> of(PublicAddress address) {
        String host = URI.create(address.url()).getHost();
        if (host == null || host.matches(ADDRESS_OF_NUMBERS)) {
            return Optional.empty();
        }
        String name = host.toLowerCase(Locale.ROOT);
        boolean isLocal = name.equals("localhost") || name.endsWith(".localhost");
        return address.isEncrypted() || isLocal
                ? Optional.of(new RelyingParty(name, address.url().toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }
}
