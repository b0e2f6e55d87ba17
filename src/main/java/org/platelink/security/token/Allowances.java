package org.platelink.security.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stores the authorizations that people have granted to apps, in the database, so that every server on that database
 * sees them. Of the state, the authorization code and the refresh tokens only the SHA-256 hash is stored.
 */
final class Allowances {

    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient database;

    /**
     * Whether an allowance has not been ended, by its id; cached because it is checked with each request of an app.
     */
    private final LoadingCache<String, Boolean> going;

    Allowances(JdbcClient database) {
        this.database = database;
        this.going =
                Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KEPT).build(this::look);
    }

    /**
     * One authorization request of an app, pending or granted.
     *
     * @param asked the parameters of the app's authorization request
     * @param began when the person was asked
     * @param ends when it expires
     * @param over whether it has expired or was ended before
     * @param codeUntil when its authorization code expires; null if none was issued
     */
    record Allowance(
            String id,
            String app,
            String login,
            Map<String, String> asked,
            String scopes,
            Instant began,
            Instant ends,
            boolean over,
            @Nullable Instant codeUntil,
            boolean codeUsed) {}

    /**
     * Inserts a pending authorization request, found later by its state. Deletes those that expired more than an hour
     * ago.
     */
    void ask(Allowance allowance, String state) {
        database.sql("delete from access.allowance where ends < now() - interval '1 hour'")
                .update();
        database.sql(
                        """
                        insert into access.allowance (id, app, login, asked, scopes, began, ends, state_hash)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(Arrays.asList(
                        allowance.id(),
                        allowance.app(),
                        allowance.login(),
                        json(allowance.asked()),
                        allowance.scopes(),
                        Timestamp.from(allowance.began()),
                        Timestamp.from(allowance.ends()),
                        hash(state)))
                .update();
    }

    /**
     * Records the person's consent and the authorization code that was issued for it; false if consent was recorded
     * before, or the allowance was ended.
     */
    boolean allow(String id, String scopes, String code, Instant until) {
        return database.sql(
                                """
                                update access.allowance
                                set state_hash = null, scopes = ?, code_hash = ?, code_until = ?, ends = ?
                                where id = ? and state_hash is not null and ended is null
                                """)
                        .params(scopes, hash(code), Timestamp.from(until), Timestamp.from(until), id)
                        .update()
                > 0;
    }

    /**
     * Records that the authorization code was exchanged for tokens; false if it was exchanged before, or the
     * allowance was ended.
     */
    boolean exchange(String id, @Nullable String refresh, Instant ends) {
        return database.sql(
                                """
                                update access.allowance set code_used = true, refresh_hash = ?, ends = ?
                                where id = ? and not code_used and ended is null
                                """)
                        .params(Arrays.asList(refresh == null ? null : hash(refresh), Timestamp.from(ends), id))
                        .update()
                > 0;
    }

    /**
     * Replaces the current refresh token (rotation) by compare-and-set on its hash; false if {@code old} was no
     * longer the current one. The old token is kept as spent, so that a replay is detected.
     */
    boolean rotate(String id, String old, String refresh, Instant ends) {
        boolean rotated = database.sql(
                                """
                                update access.allowance set refresh_hash = ?, ends = ?
                                where id = ? and refresh_hash = ? and ended is null
                                """)
                        .params(hash(refresh), Timestamp.from(ends), id, hash(old))
                        .update()
                > 0;
        database.sql("insert into access.spent_refresh (hash, allowance) values (?, ?) on conflict do nothing")
                .params(hash(old), id)
                .update();
        return rotated;
    }

    /** Ends an allowance, and with it every token that was issued under it. */
    void end(String id) {
        database.sql("update access.allowance set ended = now() where id = ? and ended is null")
                .param(id)
                .update();
        going.invalidate(id);
    }

    Optional<Allowance> byState(String state) {
        return find("state_hash = ?", hash(state));
    }

    Optional<Allowance> byCode(String code) {
        return find("code_hash = ?", hash(code));
    }

    Optional<Allowance> byRefresh(String refresh) {
        return find("refresh_hash = ?", hash(refresh));
    }

    /**
     * Finds the allowance of a refresh token that was already rotated: either its present or its former sender is a
     * thief.
     */
    Optional<Allowance> bySpentRefresh(String refresh) {
        return find("id = (select allowance from access.spent_refresh where hash = ?)", hash(refresh));
    }

    /** The id of the app to which a refresh token was issued, whether the token is current or spent. */
    Optional<String> appOf(String refresh) {
        return byRefresh(refresh).or(() -> bySpentRefresh(refresh)).map(Allowance::app);
    }

    /** The active allowances of a person, the latest first, at most 100. */
    List<Allowance> of(String login) {
        return database.sql(
                        """
                        select * from access.allowance
                        where login = ? and code_used and ended is null and ends > now() order by began desc limit 100
                        """)
                .param(login)
                .query((row, number) -> read(row))
                .list();
    }

    boolean isGoing(String id) {
        return going.get(id);
    }

    private boolean look(String id) {
        return database.sql("select exists (select from access.allowance where id = ? and ended is null)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    private Optional<Allowance> find(String condition, byte[] hash) {
        return database.sql("select * from access.allowance where " + condition)
                .param(hash)
                .query((row, number) -> read(row))
                .optional();
    }

    private static Allowance read(ResultSet row) throws SQLException {
        @Nullable Timestamp until = row.getTimestamp("code_until");
        Instant ends = row.getTimestamp("ends").toInstant();
        try {
            return new Allowance(
                    row.getString("id"),
                    row.getString("app"),
                    row.getString("login"),
                    JSON.readValue(row.getString("asked"), new TypeReference<Map<String, String>>() {}),
                    row.getString("scopes"),
                    row.getTimestamp("began").toInstant(),
                    ends,
                    row.getTimestamp("ended") != null || ends.isBefore(Instant.now()),
                    until == null ? null : until.toInstant(),
                    row.getBoolean("code_used"));
        } catch (JsonProcessingException broken) {
            throw new SQLException("What an app has asked cannot be read.", broken);
        }
    }

    private static String json(Map<String, String> requestParameters) {
        try {
            return JSON.writeValueAsString(requestParameters);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
