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
 * The authenticated client of a request, or the anonymous one.
 *
 * @param client the client's id, or {@code public} without a token
 * @param role the client's role in the trial
 * @param site the id of the Organization that is its site; null if it belongs to none
 * @param identifierSystems the identifier systems of its site; empty if it belongs to none
 * @param scopes the scopes that its token grants
 * @param charset the character set of its messages that declare none and are not UTF-8; null if it is not known
 * @param app the id of the app that a person uses; null without an app
 */
public record Caller(
        String client,
        Role role,
        @Nullable String site,
        Set<String> identifierSystems,
        Scopes scopes,
        @Nullable Charset charset,
        @Nullable String app) {

    /** A caller without a token; its scopes cover reads of all that the rules make public. */
    public static final Caller PUBLIC = new Caller("public", Role.PUBLIC, null, Set.of(), Scopes.parse("system/*.rs"));

    private static final String CARRIED = Caller.class.getName();

    /** A caller that uses no app. */
    public Caller(
            String client,
            Role role,
            @Nullable String site,
            Set<String> identifierSystems,
            Scopes scopes,
            @Nullable Charset charset) {
        this(client, role, site, identifierSystems, scopes, charset, null);
    }

    /** A caller whose messages declare their character set, or are UTF-8. */
    public Caller(String client, Role role, @Nullable String site, Set<String> identifierSystems, Scopes scopes) {
        this(client, role, site, identifierSystems, scopes, null);
    }

    /**
     * A person who uses an app: the person's rights, reduced to those that the app was granted.
     *
     * @param app the app's id
     * @param granted the scopes that the person has granted to the app
     */
    public Caller by(String app, Scopes granted) {
        return new Caller(client, role, site, identifierSystems, granted.within(scopes), charset, app);
    }

    /** The identifier systems of its site, joined for a sentence. */
    String namespaces() {
        return identifierSystems.stream().sorted().collect(Collectors.joining(", "));
    }

    /** Stores this caller in a request. */
    public void markOn(HttpServletRequest request) {
        request.setAttribute(CARRIED, this);
    }

    /** The caller of an HTTP request. */
    public static Caller of(HttpServletRequest request) {
        return request.getAttribute(CARRIED) instanceof Caller caller ? caller : PUBLIC;
    }

    /** The caller of a request; empty if it is the server itself. */
    public static Optional<Caller> of(@Nullable RequestDetails request) {
        return request instanceof ServletRequestDetails servlet && servlet.getServletRequest() != null
                ? Optional.of(of(servlet.getServletRequest()))
                : Optional.empty();
    }
}
