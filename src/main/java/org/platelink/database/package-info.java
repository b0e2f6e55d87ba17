/**
 * The PostgreSQL that keeps what the server is told.
 *
 * <p>Where no {@code spring.datasource.url} is given, a real PostgreSQL runs beside the server, with its files in the
 * data folder ({@code ./data}, or where {@code PLATELINK_HOME} points). It is a child of the server in every respect
 * but one: after a hard kill of the server it may live on, and the next start takes it down in an orderly way before it
 * starts its own on the same files.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "server")
package org.platelink.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
