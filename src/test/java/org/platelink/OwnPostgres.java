package org.platelink;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real PostgreSQL for the tests of one class that need no server around it. To be registered as a static field. */
public final class OwnPostgres implements BeforeAllCallback, AfterAllCallback {

    private EmbeddedPostgres postgres;
    private DataSource database;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        database = postgres.getPostgresDatabase();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        postgres.close();
    }

    /** Its database, always the same object: a transaction is known by it. */
    public DataSource database() {
        return database;
    }

    /** By which another process reaches the same. */
    public String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }
}
