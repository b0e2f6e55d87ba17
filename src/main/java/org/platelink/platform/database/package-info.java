/**
 * The PostgreSQL that keeps what the server is told.
 *
 * <p>Where no {@code spring.datasource.url} is given, a real PostgreSQL runs beside the server, with its files in the
 * data folder ({@code ./data}, or where {@code PLATELINK_HOME} points). It is a child of the server in every respect
 * but one: after a hard kill of the server it may live on, and the next start takes it down in an orderly way before it
 * starts its own on the same files. It listens on a socket that no other account of the machine can reach, its superuser
 * cannot come in, and where it ends by itself it is started again.
 *
 * <p>The server comes in by three roles, on either database: one that owns what is kept, one that adds to the audit trail and
 * reads it, and one that owns the trail's tables. The last two have data sources of their own, with the qualifiers
 * {@code audit} and {@code trail}, which nobody gets who does not ask for them.
 */
@NullMarked
@ApplicationModule(id = "database", allowedDependencies = "server")
package org.platelink.platform.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
