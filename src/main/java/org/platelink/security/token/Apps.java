package org.platelink.security.token;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Repository of the registered apps, in the database, so that every server on that database knows them. */
public final class Apps {

    private static final Duration KEPT = Duration.ofSeconds(2);

    private final JdbcClient database;
    private final Clients clients;
    private final LoadingCache<Boolean, List<App>> cache;

    Apps(JdbcClient database, Clients clients) {
        this.database = database;
        this.clients = clients;
        this.cache = Caffeine.newBuilder().expireAfterWrite(KEPT).build(any -> all());
    }

    /** Finds an app that is not revoked. */
    public Optional<App> find(String id) {
        return database.sql("select * from access.app where id = ? and revoked is null")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    List<App> all() {
        return database.sql("select * from access.app where revoked is null order by id")
                .query((row, number) -> read(row))
                .list();
    }

    /**
     * Whether an origin belongs to one of the apps; cached for two seconds, because it is checked with each request
     * of a browser.
     */
    boolean isOrigin(String origin) {
        try {
            return cache.get(true).stream().anyMatch(app -> app.isOf(origin));
        } catch (IllegalArgumentException | DataAccessException noOrigin) {
            // While the database is unavailable no CORS origin is allowed, so a page can read nothing; the response
            // itself says why.
            return false;
        }
    }

    /**
     * Adds an app.
     *
     * @throws IllegalArgumentException if the id is or was in use
     */
    void add(App app) {
        String taken = "The id is or was another client's; choose another, so that the audit trail names one by it.";
        if (clients.wasEver(app.id())) {
            throw new IllegalArgumentException(taken);
        }
        try {
            database.sql("insert into access.app (id, name, redirect_uris) values (?, ?, ?)")
                    .params(app.id(), app.name(), String.join(" ", app.redirectUris()))
                    .update();
        } catch (DuplicateKeyException again) {
            throw new IllegalArgumentException(taken, again);
        }
        cache.invalidateAll();
    }

    boolean wasEver(String id) {
        return database.sql("select exists (select from access.app where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /** Revokes an app at once, and with it what people have allowed it; false if there is no such app. */
    boolean revoke(String id) {
        boolean found = database.sql("update access.app set revoked = now() where id = ? and revoked is null")
                        .param(id)
                        .update()
                > 0;
        cache.invalidateAll();
        return found;
    }

    private static App read(ResultSet row) throws SQLException {
        return new App(
                row.getString("id"),
                row.getString("name"),
                Set.of(row.getString("redirect_uris").split(" ")));
    }
}
