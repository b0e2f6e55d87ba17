package org.platelink.security.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.List;

/**
 * Fetches clients' JWKS documents: only by https, only from allowed hosts, without following redirects, within two
 * seconds and 50 kB. They are fetched again at most every five minutes, or for an unknown key id.
 */
final class RemoteKeys {

    private static final int TIMEOUT_MILLIS = 2000;
    private static final int LARGEST = 50_000;

    private final List<String> hosts;
    private final Cache<URI, JWKSource<SecurityContext>> sources =
            Caffeine.newBuilder().maximumSize(1000).build();

    RemoteKeys(List<String> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    /**
     * Validates an address before anything is fetched from it.
     *
     * @throws IllegalArgumentException if its scheme is not https or its host is not allowed
     */
    URI allowed(String address) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException broken) {
            throw new IllegalArgumentException("The address of the client's keys is no URL.", broken);
        }
        if (!"https".equals(uri.getScheme())
                || uri.getUserInfo() != null
                || uri.getHost() == null
                || !hosts.contains(uri.getHost().toLowerCase(java.util.Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "The address of a client's keys must be https and its host one of platelink.security.jwks-hosts"
                            + (hosts.isEmpty() ? ", which names none." : ": " + String.join(", ", hosts) + "."));
        }
        return uri;
    }

    JWKSource<SecurityContext> at(URI address) {
        return sources.get(allowed(address.toString()), RemoteKeys::source);
    }

    private static JWKSource<SecurityContext> source(URI address) {
        try {
            return JWKSourceBuilder.create(address.toURL(), new NoRedirects())
                    .retrying(false)
                    .build();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    /** Retriever that does not follow redirects, because a redirect would leave the allowed host. */
    static final class NoRedirects extends DefaultResourceRetriever {

        NoRedirects() {
            super(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST);
        }

        @Override
        protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
            HttpURLConnection connection = super.openHTTPConnection(url);
            connection.setInstanceFollowRedirects(false);
            return connection;
        }
    }
}
