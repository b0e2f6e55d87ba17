package org.platelink.desk.data;

import org.platelink.security.access.Role;
import org.platelink.security.user.User;

/**
 * Which exports a person is offered. The API decides.
 *
 * @param ofViews files of several tables
 * @param ofResources files of resources
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
