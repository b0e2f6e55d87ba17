package org.platelink.security.user;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Repository of user accounts, in the database, so that every server on that database knows them. */
final class Users {

    /** How long a one-time code to choose a password is valid. */
    static final Duration CODE_LASTS = Duration.ofDays(7);

    private static final int GROUPS = 4;
    private static final int GROUP = 5;

    /** Without letters and digits that are easily confused. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient database;
    private final PasswordEncoder encoder;

    Users(JdbcClient database, PasswordEncoder encoder) {
        this.database = database;
        this.encoder = encoder;
    }

    /**
     * Finds a person who is not disabled. A person of an external issuer is only found for 12 hours after the last
     * sign-in, because the issuer does not report here what has become of the person since.
     */
    Optional<User> find(String login) {
        return database.sql(
                        """
                        select * from access.user_account where login = ? and disabled is null
                            and (login not like '%:%' or last_signed_in > now() - interval '12 hours')
                        """)
                .param(login)
                .query((row, number) -> user(row))
                .optional();
    }

    /**
     * An account in the list.
     *
     * @param user the person
     * @param disabled whether the person may no longer sign in
     * @param lastSignedIn when the person last signed in; null if never
     * @param hasPassword whether the person has chosen a password
     */
    record Entry(User user, boolean disabled, @Nullable Instant lastSignedIn, boolean hasPassword) {}

    List<Entry> all() {
        return database.sql("select * from access.user_account order by login")
                .query((row, number) -> new Entry(
                        user(row),
                        row.getTimestamp("disabled") != null,
                        instant(row, "last_signed_in"),
                        row.getString("password") != null))
                .list();
    }

    /**
     * Adds a person.
     *
     * @return the code with which the person chooses a password
     * @throws IllegalArgumentException if the login is or was another person's
     */
    String add(User user) {
        String code = code();
        try {
            database.sql(
                            """
                            insert into access.user_account (login, name, role, site, code, code_until, since)
                            values (?, ?, ?, ?, ?, ?, ?)
                            """)
                    .params(Arrays.asList(
                            user.login(),
                            user.name(),
                            user.role().code(),
                            user.site(),
                            encoder.encode(code),
                            Timestamp.from(Instant.now().plus(CODE_LASTS)),
                            Timestamp.from(user.since())))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new IllegalArgumentException(
                    "The login is or was another person's; choose another, so that the audit trail names one person by it.",
                    taken);
        }
        return code;
    }

    /**
     * Disables a login, ends its sessions and deletes its calendar feeds; false if it did not exist or was disabled
     * already.
     */
    boolean disable(String login) {
        endFeeds(login);
        return database.sql(
                                """
                                update access.user_account
                                set disabled = now(), since = ?, password = null, code = null
                                where login = ? and disabled is null
                                """)
                        .params(Timestamp.from(Instant.now()), login)
                        .update()
                > 0;
    }

    /**
     * Deletes a person's password and ends the person's sessions; a disabled person may sign in again.
     *
     * @return the code with which the person chooses another; empty if there is no such person
     */
    Optional<String> reset(String login) {
        String code = code();
        endFeeds(login);
        int found = database.sql(
                        """
                        update access.user_account
                        set disabled = null, password = null, code = ?, code_until = ?, since = ? where login = ?
                        """)
                .params(
                        encoder.encode(code),
                        Timestamp.from(Instant.now().plus(CODE_LASTS)),
                        Timestamp.from(Instant.now()),
                        login)
                .update();
        database.sql("delete from access.user_device where login = ?")
                .param(login)
                .update();
        return found == 0 ? Optional.empty() : Optional.of(code);
    }

    /**
     * Records a sign-in by an external issuer, with the name, role and site that it states. If role or site have
     * changed, older sessions end.
     *
     * @param subject the issuer's subject identifier, which it never reassigns, as it may do with a login
     * @return false if the person was disabled here, or the login is of another subject
     */
    boolean signedInElsewhere(User user, String subject) {
        return database.sql(
                                """
                                insert into access.user_account as known (login, name, role, site, since, subject, last_signed_in)
                                values (?, ?, ?, ?, ?, ?, now())
                                on conflict (login) do update set
                                    since = case
                                        when (known.role, known.site) is distinct from (excluded.role, excluded.site)
                                        then excluded.since else known.since end,
                                    name = excluded.name, role = excluded.role, site = excluded.site,
                                    last_signed_in = excluded.last_signed_in
                                where known.disabled is null and known.subject = excluded.subject
                                """)
                        .params(Arrays.asList(
                                user.login(),
                                user.name(),
                                user.role().code(),
                                user.site(),
                                Timestamp.from(user.since()),
                                subject))
                        .update()
                > 0;
    }

    /** Re-enables a person of an external issuer, and ends the person's sessions. */
    boolean readmit(String login) {
        return database.sql("update access.user_account set disabled = null, since = ? where login = ?")
                        .params(Timestamp.from(Instant.now()), login)
                        .update()
                > 0;
    }

    /** The encoded password of a person who is not disabled; empty if there is none. */
    Optional<String> password(String login) {
        return database.sql(
                        "select password from access.user_account where login = ? and disabled is null and password is not null")
                .param(login)
                .query(String.class)
                .optional();
    }

    /** The encoded one-time code of a person who is not disabled; empty if there is none or it has expired. */
    Optional<String> codeOf(String login) {
        return database.sql(
                        """
                        select code from access.user_account
                        where login = ? and disabled is null and code is not null and code_until > ?
                        """)
                .params(login, Timestamp.from(Instant.now()))
                .query(String.class)
                .optional();
    }

    /** Sets a chosen password and ends existing sessions. */
    void setPassword(String login, String password) {
        database.sql(
                        """
                        update access.user_account set password = ?, code = null, code_until = null, since = ?
                        where login = ? and disabled is null
                        """)
                .params(encoder.encode(password), Timestamp.from(Instant.now()), login)
                .update();
    }

    /** Records that a person has signed in, and remembers the browser by the hash of its secret. */
    void signedIn(String login, byte[] device) {
        database.sql("update access.user_account set last_signed_in = now() where login = ?")
                .param(login)
                .update();
        database.sql("insert into access.user_device (login, device) values (?, ?) on conflict do nothing")
                .params(login, device)
                .update();
    }

    boolean isDevice(String login, byte[] device) {
        return database.sql("select exists (select from access.user_device where login = ? and device = ?)")
                .params(login, device)
                .query(Boolean.class)
                .single();
    }

    /** Deletes the person's calendar feeds, so that they stay closed even if the person is re-enabled. */
    private void endFeeds(String login) {
        database.sql("delete from access.calendar_feed where login = ?")
                .param(login)
                .update();
    }

    private String code() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                row.getString("login"),
                row.getString("name"),
                Role.of(row.getString("role")).orElseThrow(),
                row.getString("site"),
                row.getTimestamp("since").toInstant(),
                false);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
