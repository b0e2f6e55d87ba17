/**
 * The PostgreSQL database of the server, embedded or external.
 *
 * <p>Where no {@code spring.datasource.url} is given, a real PostgreSQL runs beside the server, with its files in the
 * data folder ({@code ./data}, or where {@code PLATELINK_HOME} points). It is a child process of the server. After a
 * hard kill of the server it may live on; the next start shuts it down properly before it starts its own on the same
 * files. It listens on a Unix socket that no other account of the machine can reach, or, where the platform has none,
 * on a loopback port. Its superuser cannot log in, and it is restarted when it ends unexpectedly.
 *
 * <p>The server logs in with three roles, on either database: one that owns the data, one that adds to the audit
 * trail and reads it, and one that owns the trail's tables. The last two have data sources of their own, with the
 * qualifiers {@code audit} and {@code trail}, which are injected only where they are asked for.
 */
@NullMarked
@ApplicationModule(
        id = "database",
        allowedDependencies = {"server", "schema"})
package org.platelink.platform.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
