package org.platelink.platform.schema;

import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.platelink.platform.hapi.schema.HapiMigrations;

/** Brings all tables of a database to the version of this server. To be run while no other server starts on it. */
public final class SchemaMigration {

    private SchemaMigration() {}

    /**
     * Brings up the FHIR store and Platelink's own tables. On an up-to-date database it only reads their versions.
     *
     * @param database connects as the server's role
     * @return a short status text; empty if there was nothing to do
     * @throws org.platelink.platform.server.StartUpRefused if the database was brought up by a newer version
     */
    public static String run(DataSource database) {
        OwnMigrations own = OwnMigrations.of(database);
        HapiMigrations hapi = new HapiMigrations(database);
        // Both are asked before either changes anything.
        own.refuseNewer();
        hapi.refuseNewer();
        // Side by side, for they have no table in common, and an empty database has much to be made. A thread of its
        // own has this one's class loader, by which Flyway finds the files in the jar; the common pool's have not.
        CompletableFuture<Integer> ours =
                CompletableFuture.supplyAsync(own::migrate, work -> new Thread(work, "schema").start());
        int tasks = hapi.migrate();
        int files = ours.join();
        return tasks + files == 0
                ? ""
                : "brought to version " + own.version() + " (" + tasks + " steps of HAPI FHIR, " + files
                        + " of Platelink)";
    }

    /**
     * Brings up Platelink's own tables alone, for a tool that needs nothing else.
     *
     * @throws org.platelink.platform.server.StartUpRefused if the database was brought up by a newer version
     */
    public static void runOwn(DataSource database) {
        OwnMigrations own = OwnMigrations.of(database);
        own.refuseNewer();
        own.migrate();
    }

    /**
     * Brings up the tables of an audit trail.
     *
     * @param owner connects as the role that owns them
     * @param schema their PostgreSQL schema, made if it does not exist
     * @throws org.platelink.platform.server.StartUpRefused if the database was brought up by a newer version
     */
    public static void runTrail(DataSource owner, String schema) {
        OwnMigrations trail = OwnMigrations.ofTrail(owner, schema);
        trail.refuseNewer();
        trail.migrate();
    }
}
