package org.platelink.platform.server;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Creates the tables that a capability keeps in a schema of its own, beside the FHIR store. */
public final class OwnTables {

    private OwnTables() {}

    /**
     * Creates what does not exist yet.
     *
     * @param statements separated by semicolons; each must do nothing where its object exists
     */
    public static void make(JdbcClient database, String statements) {
        for (String statement : statements.split(";")) {
            database.sql(statement).update();
        }
    }
}
