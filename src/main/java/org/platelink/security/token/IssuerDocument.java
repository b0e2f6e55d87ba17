package org.platelink.security.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.platelink.security.token.SmartConfiguration.Issuer;

/**
 * Servlet for the authorization server metadata of the server's own issuer. The library's own document would name
 * endpoints and client authentication methods that are not served here.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8414#section-2">RFC 8414, Authorization Server Metadata</a>
 */
final class IssuerDocument extends HttpServlet {

    static final String PATH = "/.well-known/oauth-authorization-server";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient Map<String, Object> says;

    IssuerDocument(Issuer issuer) {
        this.says = of(issuer);
    }

    /** The metadata common to this document and to SMART's. */
    static Map<String, Object> of(Issuer issuer) {
        Map<String, Object> says = new LinkedHashMap<>();
        says.put("issuer", issuer.uri());
        says.put("jwks_uri", issuer.keys());
        says.put("token_endpoint", issuer.tokenEndpoint());
        boolean apps = issuer.authorizationEndpoint() != null;
        if (apps) {
            says.put("authorization_endpoint", issuer.authorizationEndpoint());
            says.put("code_challenge_methods_supported", List.of("S256"));
        }
        // RFC 8414 requires this member; without an authorization endpoint it is an empty list.
        says.put("response_types_supported", apps ? List.of("code") : List.of());
        says.put(
                "grant_types_supported",
                apps
                        ? List.of("authorization_code", "refresh_token", "client_credentials")
                        : List.of("client_credentials"));
        says.put(
                "token_endpoint_auth_methods_supported",
                apps ? List.of("none", "private_key_jwt") : List.of("private_key_jwt"));
        says.put("token_endpoint_auth_signing_alg_values_supported", List.of("RS384", "ES384"));
        // Nothing is deleted here, so no client needs the d of cruds.
        says.put(
                "scopes_supported",
                apps
                        ? List.of(
                                "openid",
                                AppRefreshTokens.OFFLINE,
                                AppRefreshTokens.ONLINE,
                                "user/*.crus",
                                "user/*.rs",
                                "system/*.crus",
                                "system/*.rs")
                        : List.of("system/*.crus", "system/*.rs"));
        says.values().removeIf(value -> value == null);
        return says;
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
        response.setContentType("application/json;charset=UTF-8");
        JSON.writeValue(response.getWriter(), says);
    }
}
