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

/** Repository of people's passkeys, in the database. A person who has one is asked for it after the password. */
public final class Passkeys {

    private final JdbcClient database;
    private final PublicKeyCredentialUserEntityRepository handles;
    private final UserCredentialRepository credentials;

    Passkeys(JdbcClient database, DataSource source) {
        this.database = database;
        PasskeyTables tables = new PasskeyTables(source);
        this.handles = new JdbcPublicKeyCredentialUserEntityRepository(tables);
        this.credentials = new JdbcUserCredentialRepository(tables);
    }

    /**
     * A passkey.
     *
     * @param id the credential id, by which its owner removes it
     * @param name the name that its owner gave it
     * @param added when it was added
     * @param used when it was last used; null if never
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

    /** Whether a person has any passkey, and so is asked for one. */
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

    /** The number of passkeys of each person who has any, by login. */
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

    /** Finds a passkey by its id; empty if it does not exist or belongs to another person. */
    Optional<CredentialRecord> find(String login, String id) {
        return records(login).stream()
                .filter(one -> one.getCredentialId().toBase64UrlString().equals(id))
                .findFirst();
    }

    /** Removes a passkey of a person; false if the person has no such passkey. */
    boolean remove(String login, String id) {
        Optional<CredentialRecord> found = find(login, id);
        found.ifPresent(one -> credentials.delete(one.getCredentialId()));
        return found.isPresent();
    }

    /**
     * Removes all passkeys of a person, with the user handle.
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

    /**
     * Creates a person's WebAuthn user handle if there is none. It is random, so that it reveals nothing to
     * authenticators.
     */
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
