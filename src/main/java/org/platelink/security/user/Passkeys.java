package org.platelink.security.user;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.JdbcPublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.JdbcUserCredentialRepository;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/** People's passkeys, in the database. Whoever has one is asked for it after the password. */
public final class Passkeys {

    /** Spring Security's, in the schema of people; what is of a person goes with the person's handle. */
    private static final String SCHEMA =
            """
            create schema if not exists access;
            create table if not exists access.user_entities (
                id varchar(1000) primary key,
                name varchar(100) not null unique references access.user_account,
                display_name varchar(200)
            );
            create table if not exists access.user_credentials (
                credential_id varchar(1000) primary key,
                user_entity_user_id varchar(1000) not null references access.user_entities on delete cascade,
                public_key bytea not null,
                signature_count bigint,
                uv_initialized boolean,
                backup_eligible boolean not null,
                authenticator_transports varchar(1000),
                public_key_credential_type varchar(100),
                backup_state boolean not null,
                attestation_object bytea,
                attestation_client_data_json bytea,
                created timestamptz,
                last_used timestamptz,
                label varchar(1000) not null
            );
            create index if not exists user_credentials_of on access.user_credentials (user_entity_user_id);
            """;

    private final JdbcClient database;
    private final PublicKeyCredentialUserEntityRepository handles;
    private final UserCredentialRepository credentials;

    Passkeys(JdbcClient database, DataSource source) {
        this.database = database;
        PasskeyTables tables = new PasskeyTables(source);
        this.handles = new JdbcPublicKeyCredentialUserEntityRepository(tables);
        this.credentials = new JdbcUserCredentialRepository(tables);
    }

    void prepare() {
        database.sql(SCHEMA).update();
    }

    /**
     * A passkey.
     *
     * @param id the credential's, by which its person removes it
     * @param name that the person has given it
     * @param added when
     * @param used when last; null if never
     */
    public record Passkey(String id, String name, Instant added, @Nullable Instant used) {}

    /** A person's passkeys, the oldest first. */
    public List<Passkey> of(User user) {
        return records(user.login()).stream()
                .sorted(Comparator.comparing(CredentialRecord::getCreated))
                .map(one -> new Passkey(
                        one.getCredentialId().toBase64UrlString(),
                        one.getLabel(),
                        one.getCreated(),
                        one.getLastUsed().equals(one.getCreated()) ? null : one.getLastUsed()))
                .toList();
    }

    /** Whether a person has any. */
    public boolean areAskedOf(String login) {
        return database.sql(
                        """
                        select exists (select from access.user_credentials c
                            join access.user_entities e on e.id = c.user_entity_user_id where e.name = ?)
                        """)
                .param(login)
                .query(Boolean.class)
                .single();
    }

    /** How many each person has, of those who have any. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new HashMap<>();
        database.sql(
                        """
                        select e.name, count(*) from access.user_credentials c
                        join access.user_entities e on e.id = c.user_entity_user_id group by e.name
                        """)
                .query(row -> {
                    counts.put(row.getString(1), row.getInt(2));
                });
        return counts;
    }

    /** One of a person's, by its id; empty if it is nobody's or another's. */
    Optional<CredentialRecord> find(String login, String id) {
        return records(login).stream()
                .filter(one -> one.getCredentialId().toBase64UrlString().equals(id))
                .findFirst();
    }

    /** Removes one of a person's; false if there is no such one. */
    boolean remove(String login, String id) {
        Optional<CredentialRecord> found = find(login, id);
        found.ifPresent(one -> credentials.delete(one.getCredentialId()));
        return found.isPresent();
    }

    /**
     * Removes all of a person's, with the handle.
     *
     * @return how many there were
     */
    int removeAll(String login) {
        int count = records(login).size();
        database.sql("delete from access.user_entities where name = ?")
                .param(login)
                .update();
        return count;
    }

    /** Gives a person a handle, by which authenticators know the person: at random, so that it tells nothing. */
    void prepareHandle(User user) {
        database.sql(
                        "insert into access.user_entities (id, name, display_name) values (?, ?, ?) on conflict (name) do nothing")
                .params(Bytes.random().toBase64UrlString(), user.login(), user.name())
                .update();
    }

    PublicKeyCredentialUserEntityRepository handles() {
        return handles;
    }

    UserCredentialRepository credentials() {
        return credentials;
    }

    private List<CredentialRecord> records(String login) {
        PublicKeyCredentialUserEntity handle = handles.findByUsername(login);
        return handle == null ? List.of() : credentials.findByUserId(handle.getId());
    }
}
