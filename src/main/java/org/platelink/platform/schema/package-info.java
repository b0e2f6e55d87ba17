/**
 * The versions of the database's tables: HAPI's migrator brings up those of the FHIR store, Flyway those that
 * Platelink keeps beside them. Both run before any data source is handed out, so that no bean meets an old table, and
 * both refuse a database that a newer version has brought up.
 *
 * <p>The SQL is in the folders {@code db/migration} (what the server's role owns; the name of a first migration says
 * which PostgreSQL schema it makes) and {@code db/trail} (the audit trail, which has a role of its own).
 */
@NullMarked
@ApplicationModule(
        id = "schema",
        allowedDependencies = {"server", "hapi :: schema"})
package org.platelink.platform.schema;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
