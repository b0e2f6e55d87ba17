package org.platelink.security.token;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration of token issuers and clients, below {@code platelink.security}.
 *
 * @param issuerUri an external issuer, found by its OpenID or OAuth metadata; without one the server issues tokens
 *     itself
 * @param roleClaim the claim of an external issuer's token that names the client's role
 * @param siteClaim the claim that names the id of the Organization that is the client's site
 * @param identifierSystemsClaim the claim that lists the namespaces of the site's identifiers
 * @param jwksHosts hosts from which clients' keys may be fetched; by default none
 * @param failuresAMinute refused token requests a minute of one client at one address, before refusals become 429;
 *     one client at all addresses, or one address for all clients, may have ten times as many
 * @param charsetClaim the claim that names the character set of its HL7 v2 messages, where they do not declare one
 *     and are not UTF-8
 * @param demo the site of the demo clients of the first start
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
     * The site to which the demo clients belong.
     *
     * @param site the id of the Organization that is their site
     * @param identifierSystems the namespaces of its identifiers
     */
    record Demo(
            @DefaultValue("site-unknown") String site,
            @DefaultValue({"https://hospital.example/lab", CanonicalUrls.SYNTHETIC}) List<String> identifierSystems) {}
}
