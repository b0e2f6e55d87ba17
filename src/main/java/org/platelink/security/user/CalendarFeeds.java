package org.platelink.security.user;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The addresses at which people's calendars ask for visits. Such an address is a secret, for a calendar cannot sign in; what is
 * kept of it does not tell it. It ends when the person takes it back, makes another, is shut out or has to choose a new password.
 */
public final class CalendarFeeds {

    private static final String SCHEMA =
            """
            create schema if not exists access;
            create table if not exists access.calendar_feed (
                secret bytea primary key,
                login text not null,
                study text not null,
                made timestamptz not null,
                used timestamptz,
                unique (login, study)
            );
            """;

    private static final int SECRET_BYTES = 32;
    private static final int SECRET_LETTERS = 43;

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient database;
    private final Accounts accounts;

    CalendarFeeds(JdbcClient database, Accounts accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    void prepare() {
        database.sql(SCHEMA).update();
    }

    /**
     * A person's address for a study.
     *
     * @param made when
     * @param used when it was asked last; null if never
     */
    public record Feed(Instant made, @Nullable Instant used) {}

    /**
     * Whose address it is.
     *
     * @param user the person, as the person stands now
     * @param study the id of the ResearchStudy
     */
    public record Owner(User user, String study) {}

    /** What is known of a person's address for a study. */
    public Optional<Feed> find(User user, String study) {
        return database.sql("select made, used from access.calendar_feed where login = ? and study = ?")
                .params(user.login(), study)
                .query((row, number) -> {
                    @Nullable Timestamp used = row.getTimestamp("used");
                    return new Feed(row.getTimestamp("made").toInstant(), used == null ? null : used.toInstant());
                })
                .optional();
    }

    /**
     * Makes an address in the place of the one that there was.
     *
     * @return its secret part, which nobody can be told again
     */
    public String make(User user, String study) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        database.sql(
                        """
                        insert into access.calendar_feed (secret, login, study, made) values (?, ?, ?, ?)
                        on conflict (login, study) do update
                        set secret = excluded.secret, made = excluded.made, used = null
                        """)
                .params(hash(secret), user.login(), study, Timestamp.from(Instant.now()))
                .update();
        return secret;
    }

    /** Ends a person's address for a study. */
    public void end(User user, String study) {
        database.sql("delete from access.calendar_feed where login = ? and study = ?")
                .params(user.login(), study)
                .update();
    }

    /** Whose address a secret is, of those who may sign in; a demo's only to who may try the server. Notes that it was used. */
    public Optional<Owner> open(String secret, HttpServletRequest request) {
        if (secret.length() != SECRET_LETTERS) {
            return Optional.empty();
        }
        byte[] hash = hash(secret);
        Optional<Owner> owner = database.sql("select login, study from access.calendar_feed where secret = ?")
                .param(hash)
                .query((row, number) -> new String[] {row.getString(1), row.getString(2)})
                .optional()
                .flatMap(found -> accounts.find(found[0], request).map(user -> new Owner(user, found[1])));
        owner.ifPresent(any -> database.sql("update access.calendar_feed set used = ? where secret = ?")
                .params(Timestamp.from(Instant.now()), hash)
                .update());
        return owner;
    }

    /** A secret of 256 random bits needs no salt, and no slow hash. */
    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
