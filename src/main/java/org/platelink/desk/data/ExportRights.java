package org.platelink.desk.data;

import org.platelink.security.access.Role;
import org.platelink.security.user.User;

/**
 * The exports that a user is offered. The API makes the actual decision.
 *
 * @param ofViews exports of several tables
 * @param ofResources exports of resources
 */
record ExportRights(boolean ofViews, boolean ofResources) {

    static ExportRights of(User user) {
        return new ExportRights(
                user.role() == Role.ANALYST || user.role() == Role.COORDINATOR, user.role() == Role.ANALYST);
    }

    boolean mayExport() {
        return ofViews || ofResources;
    }
}
