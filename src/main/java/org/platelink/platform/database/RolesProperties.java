package org.platelink.platform.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * By which roles the audit trail is written, where a database is given by {@code spring.datasource.url}; {@code spring.datasource}
 * names the role of all else. {@code roles.sql} beside this class makes the three; a database of the server's own has them.
 *
 * @param auditRole adds to the trail and reads it
 * @param auditPassword its password
 * @param trailRole owns the tables of the trail, and makes them at the start
 * @param trailPassword its password
 */
@ConfigurationProperties("platelink.database")
record RolesProperties(
        @DefaultValue(Roles.AUDIT) String auditRole,
        @Nullable String auditPassword,
        @DefaultValue(Roles.TRAIL) String trailRole,
        @Nullable String trailPassword) {}
