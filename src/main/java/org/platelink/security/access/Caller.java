package org.platelink.security.access;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request.
 *
 * @param client the client's id, or {@code public} without a token
 * @param role what the client is to the trial
 * @param site the id of the Organization that is its site; null if it belongs to none
 * @param identifierSystems the namespaces in which its site gives identifiers; empty if it belongs to none
 * @param scopes what its token grants
 * @param charset what its messages are in where nothing in them says it and they are not UTF-8; null if nothing is known
 * @param app the id of the app by which a person asks; null for who needs none
 */
public record Caller(
        String client,
        Role role,
        @Nullable String site,
        Set<String> identifierSystems,
        Scopes scopes,
        @Nullable Charset charset,
        @Nullable String app) {

    /** Who comes without a token: of what is public, all may be read. */
    public static final Caller PUBLIC = new Caller("public", Role.PUBLIC, null, Set.of(), Scopes.parse("system/*.rs"));

    private static final String CARRIED = Caller.class.getName();

    /** One that asks for itself. */
    public Caller(
            String client,
            Role role,
            @Nullable String site,
            Set<String> identifierSystems,
            Scopes scopes,
            @Nullable Charset charset) {
        this(client, role, site, identifierSystems, scopes, charset, null);
    }

    /** One whose messages say what they are in, or are UTF-8. */
    public Caller(String client, Role role, @Nullable String site, Set<String> identifierSystems, Scopes scopes) {
        this(client, role, site, identifierSystems, scopes, null);
    }

    /**
     * A person who asks by an app: with the person's own rights, and of these with no others than the app was granted.
     *
     * @param app the app's id
     * @param granted what the person has allowed it
     */
    public Caller by(String app, Scopes granted) {
        return new Caller(client, role, site, identifierSystems, granted.within(scopes), charset, app);
    }

    /** The namespaces of its site's identifiers, for a sentence. */
    String namespaces() {
        return identifierSystems.stream().sorted().collect(Collectors.joining(", "));
    }

    /** Marks a request as this caller's. */
    public void markOn(HttpServletRequest request) {
        request.setAttribute(CARRIED, this);
    }

    /** Who makes a request over HTTP. */
    public static Caller of(HttpServletRequest request) {
        return request.getAttribute(CARRIED) instanceof Caller caller ? caller : PUBLIC;
    }

    /** Who makes a request; empty if it is the server itself. */
    public static Optional<Caller> of(@Nullable RequestDetails request) {
        return request instanceof ServletRequestDetails servlet && servlet.getServletRequest() != null
                ? Optional.of(of(servlet.getServletRequest()))
                : Optional.empty();
    }
}
