package org.platelink.platform.server;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the tables that a capability keeps in a schema of its own, beside the FHIR store. */
public final class OwnTables {

    private OwnTables() {}

    /**
     * Makes what does not exist yet.
     *
     * @param statements with a semicolon between two; each must do nothing where its thing exists
     */
    public static void make(JdbcClient database, String statements) {
        for (String statement : statements.split(";")) {
            database.sql(statement).update();
        }
    }
}
