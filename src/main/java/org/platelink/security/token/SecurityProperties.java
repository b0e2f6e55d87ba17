package org.platelink.security.token;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who issues tokens, below {@code platelink.security}.
 *
 * @param issuerUri an external issuer, found by its OpenID or OAuth metadata; without one the server issues tokens itself
 * @param roleClaim the claim of an external issuer's token that names the client's role
 * @param siteClaim the claim that names the id of the Organization that is the client's site
 * @param identifierSystemsClaim the claim that lists the namespaces of the site's identifiers
 * @param jwksHosts hosts from which clients' keys may be fetched; none at first
 * @param failuresAMinute refused requests for tokens of one client, or from one address, before it has to wait
 * @param charsetClaim the claim that names the character set of its HL7 v2 messages, where they do not say it and are not UTF-8
 * @param demo what the demo clients of the first start belong to
 */
@ConfigurationProperties("platelink.security")
record SecurityProperties(
        @Nullable String issuerUri,
        @DefaultValue("platelink_role") String roleClaim,
        @DefaultValue("platelink_site") String siteClaim,
        @DefaultValue("platelink_identifier_systems") String identifierSystemsClaim,
        @DefaultValue List<String> jwksHosts,
        @DefaultValue("20") int failuresAMinute,
        @DefaultValue("platelink_charset") String charsetClaim,
        @DefaultValue Demo demo) {

    /**
     * Whose the demo clients are.
     *
     * @param site the id of the Organization that is their site
     * @param identifierSystems the namespaces of its identifiers
     */
    record Demo(
            @DefaultValue("site-unknown") String site,
            @DefaultValue({"https://hospital.example/lab", "https://platelink.org/synthetic"})
                    List<String> identifierSystems) {}
}
