package org.platelink.platform.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the audit trail's roles in an external database, {@code platelink.database.*}. The role for
 * everything else is that of {@code spring.datasource}. {@code roles.sql} beside this class creates the three roles;
 * the embedded database has them already.
 *
 * @param auditRole adds to the trail and reads it
 * @param auditPassword its password
 * @param trailRole owns the tables of the trail, and creates them at startup
 * @param trailPassword its password
 */
@ConfigurationProperties("platelink.database")
record RolesProperties(
        @DefaultValue(Roles.AUDIT) String auditRole,
        @Nullable String auditPassword,
        @DefaultValue(Roles.TRAIL) String trailRole,
        @Nullable String trailPassword) {}
