package org.platelink.security.token;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;
import org.platelink.security.access.CallerIdPrefix;
import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;
import org.platelink.security.access.SenderCharset;
import org.platelink.security.token.ClientChangeEvent.Change;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** REST controller by which an admin adds, lists and revokes clients; the operator's command line tool calls it. */
@RestController
@Conditional(OwnIssuerCondition.class)
@RequestMapping("/admin/clients")
class ClientAdministration {

    private final Clients clients;
    private final Apps apps;
    private final RemoteKeys remoteKeys;
    private final KnownClients knownClients;
    private final FirstClients firstClients;
    private final Sites sites;
    private final ApplicationEventPublisher events;

    ClientAdministration(
            Clients clients,
            Apps apps,
            RemoteKeys remoteKeys,
            KnownClients knownClients,
            FirstClients firstClients,
            Sites sites,
            ApplicationEventPublisher events) {
        this.clients = clients;
        this.apps = apps;
        this.remoteKeys = remoteKeys;
        this.knownClients = knownClients;
        this.firstClients = firstClients;
        this.sites = sites;
        this.events = events;
    }

    /**
     * The JSON form of a client to be added.
     *
     * @param keys its public keys as a JWKS, or null
     * @param keysAt the address of its public keys, or null
     * @param scopes the most that its tokens may grant; null for the default of its role
     * @param charset the character set of its HL7 v2 messages where they do not declare one and are not UTF-8, or
     *     null
     */
    record Registration(
            String id,
            String role,
            @Nullable String site,
            @Nullable Set<String> identifierSystems,
            @Nullable String scopes,
            @Nullable Map<String, Object> keys,
            @Nullable String keysAt,
            @Nullable String charset) {}

    /**
     * The JSON form of a client in the list.
     *
     * @param lastToken when it was last issued a token, to the minute; null if never
     */
    record ClientSummary(
            String id,
            String role,
            @Nullable String site,
            Set<String> identifierSystems,
            String scopes,
            @Nullable String keysAt,
            @Nullable String charset,
            @Nullable Instant lastToken) {}

    @GetMapping
    List<ClientSummary> list() {
        Map<String, Instant> lastTokens = clients.lastTokens();
        return clients.all().stream()
                .map(client -> new ClientSummary(
                        client.id(),
                        client.role().code(),
                        client.site(),
                        client.identifierSystems(),
                        client.scopes().toString(),
                        client.keysAt() == null ? null : client.keysAt().toString(),
                        client.charset() == null ? null : client.charset().name(),
                        lastTokens.get(client.id())))
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> add(@RequestBody Registration registration, HttpServletRequest request) {
        Role role = Role.of(String.valueOf(registration.role()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "The role is one of ehr, laboratory, coordinator, monitor, analyst, registry," + " admin."));
        Client client = new Client(
                String.valueOf(registration.id()),
                role,
                registration.site(),
                registration.identifierSystems() == null ? Set.of() : registration.identifierSystems(),
                registration.scopes() == null ? DefaultScopes.of(role) : Scopes.parse(registration.scopes()),
                registration.keys() == null ? null : ClientKeys.of(registration.keys()),
                registration.keysAt() == null ? null : remoteKeys.allowed(registration.keysAt()),
                false,
                registration.charset() == null ? null : SenderCharset.of(registration.charset()));
        if (CallerIdPrefix.isReserved(client.id())) {
            throw new IllegalArgumentException(
                    "The id " + client.id() + " is how the audit trail names a caller of its own; choose another.");
        }
        sites.check(client.site());
        if (apps.wasEver(client.id())) {
            throw new IllegalArgumentException(
                    "The id is or was an app's; choose another, so that the audit trail names" + " one client by it.");
        }
        clients.add(client);
        knownClients.forget(client.id());
        events.publishEvent(new ClientChangeEvent(Caller.of(request), client.id(), Change.ADDED));
        return Map.of("added", client.id());
    }

    /**
     * The new keys of an existing client; exactly one of the two is given.
     *
     * @param keys its public keys as a JWKS, or null
     * @param keysAt the address of its public keys, or null
     */
    record Keys(@Nullable Map<String, Object> keys, @Nullable String keysAt) {}

    @PutMapping("/{id}/keys")
    ResponseEntity<Map<String, String>> replaceKeys(
            @PathVariable String id, @RequestBody Keys wanted, HttpServletRequest request) {
        if ((wanted.keys() == null) == (wanted.keysAt() == null)) {
            throw new IllegalArgumentException("A client has either its public keys or an address of them.");
        }
        if (!clients.replaceKeys(
                id,
                wanted.keys() == null ? null : ClientKeys.of(wanted.keys()),
                wanted.keysAt() == null ? null : remoteKeys.allowed(wanted.keysAt()))) {
            return ResponseEntity.status(HttpStatus.NOT_FOUND).body(Map.of("error", "There is no such client."));
        }
        knownClients.forget(id);
        events.publishEvent(new ClientChangeEvent(Caller.of(request), id, Change.KEYS_REPLACED));
        return ResponseEntity.ok(Map.of("replaced", id));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Map<String, String>> revoke(@PathVariable String id, HttpServletRequest request) {
        if (!clients.revoke(id) && !apps.revoke(id)) {
            return ResponseEntity.status(HttpStatus.NOT_FOUND).body(Map.of("error", "There is no such client."));
        }
        knownClients.forget(id);
        firstClients.revoked(id);
        events.publishEvent(new ClientChangeEvent(Caller.of(request), id, Change.REVOKED));
        return ResponseEntity.ok(Map.of("revoked", id));
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    Map<String, String> refused(IllegalArgumentException wrong) {
        return Map.of("error", String.valueOf(wrong.getMessage()));
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    Map<String, String> unreadable(HttpMessageNotReadableException broken) {
        return Map.of("error", "The body is not JSON of a client's registration.");
    }
}
