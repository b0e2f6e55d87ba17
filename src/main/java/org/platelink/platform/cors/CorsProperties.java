package org.platelink.platform.cors;

import java.util.List;
import java.util.regex.Pattern;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties below {@code platelink.cors}: the origins of programs in browsers.
 *
 * @param origins sites ({@code https://app.example.org}, without a path) whose programs may use a client's token
 *     here; none by default. {@code *} is rejected: a token is not for whichever page a browser has open
 */
@ConfigurationProperties("platelink.cors")
record CorsProperties(@DefaultValue List<String> origins) {

    /** Form of an origin by RFC 6454, section 6.2: in small letters, and without the usual port. */
    private static final Pattern ORIGIN =
            Pattern.compile("https?://[a-z0-9.-]+(?::\\d{1,5})?|https?://\\[[0-9a-f:]+](?::\\d{1,5})?");

    CorsProperties {
        origins =
                origins.stream().map(String::trim).filter(one -> !one.isEmpty()).toList();
        origins.stream()
                .filter(one -> !ORIGIN.matcher(one).matches())
                .findFirst()
                .ifPresent(one -> {
                    throw new StartUpRefused("PLATELINK_CORS_ORIGINS names " + one
                            + ", which is no origin; give each as a browser does, such as https://app.example.org: in small"
                            + " letters, without a path, and never *.");
                });
    }
}
