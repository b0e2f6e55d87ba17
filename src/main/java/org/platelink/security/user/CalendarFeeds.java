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
 * Repository of secret calendar feed URLs, by which people's calendar programs read visits. The URL is itself the
 * credential, because a calendar program cannot sign in; only a hash of it is stored. A feed ends when the person
 * ends or replaces it, is disabled, or has to choose a new password.
 */
public final class CalendarFeeds {

    private static final int SECRET_BYTES = 32;
    private static final int SECRET_LETTERS = 43;

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient database;
    private final Accounts accounts;

    CalendarFeeds(JdbcClient database, Accounts accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    /**
     * A person's feed for a study.
     *
     * @param made when it was made
     * @param used when it was last read; null if never
     */
    public record Feed(Instant made, @Nullable Instant used) {}

    /**
     * The owner of a feed.
     *
     * @param user the person, with the person's present role and site
     * @param study the id of the ResearchStudy
     */
    public record Owner(User user, String study) {}

    /** The metadata of a person's feed for a study; empty if there is none. */
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
     * Makes a feed, replacing the person's earlier one for the study.
     *
     * @return the secret part of its URL, which cannot be shown again
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

    /** Ends a person's feed for a study. */
    public void end(User user, String study) {
        database.sql("delete from access.calendar_feed where login = ? and study = ?")
                .params(user.login(), study)
                .update();
    }

    /**
     * Finds the owner of a feed by its secret and records that it was used. Empty if the owner may not sign in any
     * more; a demo user's feed is only found if the sender of the request may try the server.
     */
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

    /** A secret of 256 random bits needs neither a salt nor a slow hash. */
    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
