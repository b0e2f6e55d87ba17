package org.platelink.security.token;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;

/**
 * A registered confidential client of the embedded authorization server, authenticated by {@code private_key_jwt}.
 *
 * @param id its {@code client_id}
 * @param role its role in the trial
 * @param site the id of the Organization that is its site; null if it belongs to none
 * @param identifierSystems the namespaces of its site's identifiers
 * @param scopes the most that its tokens may grant
 * @param keys its public keys; null if they are at {@code keysAt}
 * @param keysAt the https address of its public keys, on an allowed host; null if they are in {@code keys}
 * @param demo whether it was made at the first start, with its private key stored beside the server
 * @param charset the character set of its HL7 v2 messages where they do not declare one and are not UTF-8; null if
 *     none is known
 */
record Client(
        String id,
        Role role,
        @Nullable String site,
        Set<String> identifierSystems,
        Scopes scopes,
        @Nullable JWKSet keys,
        @Nullable URI keysAt,
        boolean demo,
        @Nullable Charset charset) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern SITE = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    Client {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "A client's id has 1 to 64 letters, digits, dots, hyphens or underscores.");
        }
        if (site != null && !SITE.matcher(site).matches()) {
            throw new IllegalArgumentException("The site is the id of an Organization, such as site-unknown.");
        }
        if (role.ofASite() && (site == null || identifierSystems.isEmpty())) {
            throw new IllegalArgumentException("A client of the role " + role.code()
                    + " needs the site it belongs to and at least one namespace of that site's identifiers.");
        }
        if ((keys == null) == (keysAt == null)) {
            throw new IllegalArgumentException("A client has either its public keys or an address of them.");
        }
    }
}
