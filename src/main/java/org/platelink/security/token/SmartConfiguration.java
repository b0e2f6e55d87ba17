package org.platelink.security.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Servlet for the SMART configuration document, at {@code /fhir/.well-known/smart-configuration}.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html">SMART App Launch 2.2, Conformance</a>
 */
final class SmartConfiguration extends HttpServlet {

    static final String PATH = "/.well-known/smart-configuration";

    private static final List<String> OF_CLIENTS =
            List.of("client-confidential-asymmetric", "permission-v1", "permission-v2");

    /** Without sso-openid-connect: there is no resource for a person that fhirUser could name. */
    private static final List<String> OF_CLIENTS_AND_APPS = List.of(
            "launch-standalone",
            "client-public",
            "client-confidential-asymmetric",
            "permission-offline",
            "permission-online",
            "permission-user",
            "permission-v1",
            "permission-v2");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient Supplier<Issuer> known;

    SmartConfiguration(Supplier<Issuer> known) {
        this.known = known;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!ReadOnlyDocuments.refuses(request, response)) {
            super.service(request, response);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Issuer issuer = known.get();
        Map<String, Object> says = IssuerDocument.of(issuer);
        says.put("capabilities", issuer.authorizationEndpoint() == null ? OF_CLIENTS : OF_CLIENTS_AND_APPS);
        response.setContentType("application/json;charset=UTF-8");
        JSON.writeValue(response.getWriter(), says);
    }

    /**
     * A token issuer and its endpoints.
     *
     * @param uri the issuer's identifier
     * @param tokenEndpoint the token endpoint
     * @param keys the address of its public keys (JWKS); null if only its own metadata names it
     * @param authorizationEndpoint the authorization endpoint, to which an app sends a person's browser; null if apps
     *     are not served
     */
    record Issuer(String uri, String tokenEndpoint, @Nullable String keys, @Nullable String authorizationEndpoint) {}
}
