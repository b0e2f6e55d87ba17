package org.platelink.platform.server;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration property with the base address at which clients reach the server. Links, tokens and metadata name
 * this address whatever host a request names, so that no request can turn them elsewhere.
 *
 * @param url scheme, host and port without a path, such as {@code https://fhir.example.org}; {@code PLATELINK_URL} in
 *     the environment
 */
@ConfigurationProperties("platelink")
public record PublicAddress(String url) {

    public PublicAddress {
        if (!url.matches("https?://[^/?#]+/?")) {
            throw new StartUpRefused("PLATELINK_URL must be the address that clients use, without a path, such as"
                    + " https://fhir.example.org.");
        }
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** Whether the host is localhost or a loopback address, so that only this machine can use it. */
    public boolean isThisMachine() {
        String host = URI.create(url).getHost();
        return host != null
                && (host.equals("localhost") || host.equals("[::1]") || host.matches("127(?:\\.\\d{1,3}){3}"));
    }

    /** Whether clients connect by TLS. */
    public boolean isEncrypted() {
        return url.startsWith("https:");
    }

    /** The FHIR base address, without a slash at the end. */
    public String fhir() {
        return url + "/fhir";
    }

    /** The token endpoint of the embedded authorization server. */
    public String tokenEndpoint() {
        return url + "/oauth2/token";
    }
}
