package org.platelink.security.token;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A registered public OAuth client: a program that asks on behalf of a person and keeps no secret, in a browser or on
 * the person's own machine.
 *
 * @param id its {@code client_id}
 * @param name the name that people are shown
 * @param redirectUris where a browser may be sent back to, compared character by character; for a loopback address
 *     the port may differ
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html">SMART App Launch 2.2, App Launch</a>
 */
public record App(String id, String name, Set<String> redirectUris) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}][\\p{L}\\p{M}\\p{N} .,'’()+&_-]{0,79}");
    private static final int MOST_URIS = 10;
    private static final int LONGEST_URI = 500;

    /** RFC 8252, section 7.1: a private-use URI scheme is a reversed domain name, so it contains a dot. */
    private static final Pattern OWN_SCHEME = Pattern.compile("[a-z][a-z0-9+-]*(\\.[a-z0-9+-]+)+");

    public App {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "An app's id has 1 to 64 letters, digits, dots, hyphens or underscores.");
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("An app needs a name of 1 to 80 letters, digits and blanks, such as"
                    + " Platelet curves: people are asked by it whether they allow it.");
        }
        if (redirectUris.isEmpty() || redirectUris.size() > MOST_URIS) {
            throw new IllegalArgumentException("An app needs one to " + MOST_URIS
                    + " redirect URIs, to which a browser is sent back, such as http://127.0.0.1:8888/callback.");
        }
        redirectUris.forEach(App::check);
        redirectUris = Set.copyOf(redirectUris);
    }

    private static void check(String text) {
        URI uri = uri(text);
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && isLoopback(uri.getHost());
        boolean own =
                uri.getScheme() != null && OWN_SCHEME.matcher(uri.getScheme()).matches();
        if (text.length() > LONGEST_URI
                || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null
                || !(own || web && uri.getHost() != null)) {
            throw new IllegalArgumentException("The redirect URI "
                    + text.substring(0, Math.min(text.length(), LONGEST_URI)).replaceAll("[^\\x21-\\x7e]", "?")
                    + " cannot be used: it is one of https, or of http on 127.0.0.1 or [::1], or of a scheme of the app's own"
                    + " such as org.example.app:/callback, and has no fragment.");
        }
    }

    /**
     * Whether an origin is that of one of the redirect URIs: pages of these origins may ask for tokens from a browser
     * (CORS).
     */
    boolean isOf(String origin) {
        URI redirect = uri(origin);
        return redirectUris.stream()
                .map(App::uri)
                .anyMatch(uri -> redirect.getScheme() != null
                        && redirect.getHost() != null
                        && redirect.getScheme().equals(uri.getScheme())
                        && redirect.getHost().equals(uri.getHost())
                        && (isLoopback(uri.getHost()) || port(redirect) == port(uri)));
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    }

    /**
     * RFC 8252, section 8.3: only literal addresses count, because a name such as localhost may resolve to another
     * machine.
     */
    private static boolean isLoopback(@Nullable String host) {
        return Optional.ofNullable(host)
                .map(one -> one.toLowerCase(Locale.ROOT))
                .filter(one -> one.equals("127.0.0.1") || one.equals("[::1]"))
                .isPresent();
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException broken) {
            throw new IllegalArgumentException("A redirect URI is not written as one.", broken);
        }
    }
}
