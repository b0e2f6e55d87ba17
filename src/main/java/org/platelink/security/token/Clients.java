package org.platelink.security.token;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;
import org.platelink.security.access.SenderCharset;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Repository of the registered clients, in the database, so that every server on that database knows them. */
final class Clients {

    private final JdbcClient database;

    Clients(JdbcClient database) {
        this.database = database;
    }

    /** Finds a client that is not revoked. */
    Optional<Client> find(String id) {
        return database.sql("select * from access.client where id = ? and revoked is null")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    /**
     * The status of a client or app, as it is checked with each request.
     *
     * @return empty if there is no such client, or it is revoked
     */
    Optional<KnownClients.ClientStatus> standing(String id) {
        return database.sql(
                        """
                        select demo, tokens_since from access.client where id = ? and revoked is null
                        union all select false, null from access.app where id = ? and revoked is null
                        """)
                .params(id, id)
                .query((row, number) -> {
                    @Nullable Timestamp since = row.getTimestamp(2);
                    return new KnownClients.ClientStatus(
                            row.getBoolean(1), since == null ? Instant.EPOCH : since.toInstant());
                })
                .optional();
    }

    List<Client> all() {
        return database.sql("select * from access.client where revoked is null order by id")
                .query((row, number) -> read(row))
                .list();
    }

    /** When each client was last issued a token, to the minute, by client id; clients that never were are left out. */
    Map<String, Instant> lastTokens() {
        Map<String, Instant> last = new HashMap<>();
        database.sql("select id, last_token from access.client where last_token is not null")
                .query(row -> {
                    last.put(row.getString(1), row.getTimestamp(2).toInstant());
                });
        return last;
    }

    /** Records that a client was issued a token now, at most once a minute. For the id of an app it does nothing. */
    void gotToken(String id) {
        database.sql(
                        """
                        update access.client set last_token = now()
                        where id = ? and (last_token is null or last_token < now() - interval '1 minute')
                        """)
                .param(id)
                .update();
    }

    /** Whether a client with this id was ever added, revoked or not. */
    boolean wasEver(String id) {
        return database.sql("select exists (select from access.client where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /** The sites of all clients that were ever registered: a site's identifier namespaces outlive its clients. */
    SitesOfClients sites() {
        List<String> sites = new ArrayList<>();
        Map<String, String> namespaces = new HashMap<>();
        database.sql(
                        """
                        select site, identifier_systems from access.client where site is not null
                        order by revoked is null, added, id
                        """)
                .query(row -> {
                    for (String namespace : row.getString("identifier_systems").split(" ")) {
                        namespaces.put(namespace, row.getString("site"));
                    }
                });
        database.sql("select site from access.client where site is not null order by added, id limit 1")
                .query(row -> {
                    sites.add(row.getString("site"));
                });
        return new SitesOfClients(sites.isEmpty() ? null : sites.get(0), namespaces);
    }

    /** Whether no client other than this one was ever added. */
    boolean nobodyElseThan(String id) {
        return database.sql("select count(*) from access.client where id <> ?")
                        .param(id)
                        .query(Long.class)
                        .single()
                == 0;
    }

    /**
     * Adds a client.
     *
     * @throws IllegalArgumentException if the id was ever used, or another site has one of the namespaces
     */
    void add(Client client) {
        for (Client other : all()) {
            if (other.site() != null
                    && !other.site().equals(client.site())
                    && other.identifierSystems().stream().anyMatch(client.identifierSystems()::contains)) {
                throw new IllegalArgumentException(
                        "Another site gives identifiers in one of these namespaces; a namespace belongs to one site.");
            }
        }
        try {
            database.sql(
                            """
                            insert into access.client (id, role, site, identifier_systems, scopes, keys, keys_at, demo, charset)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """)
                    .params(Arrays.asList(
                            client.id(),
                            client.role().code(),
                            client.site(),
                            String.join(" ", client.identifierSystems()),
                            client.scopes().toString(),
                            client.keys() == null
                                    ? null
                                    : client.keys().toPublicJWKSet().toString(),
                            client.keysAt() == null ? null : client.keysAt().toString(),
                            client.demo(),
                            client.charset() == null ? null : client.charset().name()))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new IllegalArgumentException(
                    "The id is or was another client's; choose another, so that the audit trail names one client by it.",
                    taken);
        }
    }

    /**
     * Replaces a client's keys. If one of the old keys is not among the new ones, tokens issued before are no longer
     * accepted: a thief may have obtained them.
     *
     * @param keys its public keys; null if they are at an address
     * @param keysAt that address, or null
     * @return false if there is no such client
     */
    boolean replaceKeys(String id, @Nullable JWKSet keys, @Nullable URI keysAt) {
        Client before = find(id).orElse(null);
        if (before == null) {
            return false;
        }
        boolean allStay = keys != null
                && before.keys() != null
                && keys.toPublicJWKSet()
                        .getKeys()
                        .containsAll(before.keys().toPublicJWKSet().getKeys());
        return database.sql(
                                """
                                update access.client
                                set keys = ?, keys_at = ?, tokens_since = case when ? then tokens_since else ? end
                                where id = ? and revoked is null
                                """)
                        .params(Arrays.asList(
                                keys == null ? null : keys.toPublicJWKSet().toString(),
                                keysAt == null ? null : keysAt.toString(),
                                allStay,
                                // This server's clock, which also dates the tokens.
                                Timestamp.from(Instant.now()),
                                id))
                        .update()
                > 0;
    }

    /** Revokes a client at once; false if there is no such client. */
    boolean revoke(String id) {
        return database.sql("update access.client set revoked = now() where id = ? and revoked is null")
                        .param(id)
                        .update()
                > 0;
    }

    private static Client read(ResultSet row) throws SQLException {
        String systems = row.getString("identifier_systems");
        @Nullable String keys = row.getString("keys");
        @Nullable String keysAt = row.getString("keys_at");
        @Nullable String charset = row.getString("charset");
        try {
            return new Client(
                    row.getString("id"),
                    Role.of(row.getString("role")).orElseThrow(),
                    row.getString("site"),
                    systems.isEmpty() ? Set.of() : Set.of(systems.split(" ")),
                    Scopes.parse(row.getString("scopes")),
                    keys == null ? null : JWKSet.parse(keys),
                    keysAt == null ? null : URI.create(keysAt),
                    row.getBoolean("demo"),
                    charset == null ? null : SenderCharset.of(charset));
        } catch (ParseException broken) {
            throw new SQLException("A client's keys cannot be read.", broken);
        }
    }
}
