package org.platelink.security.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.hapi.table.IdentifierIndex;
import org.platelink.platform.server.IdentifierQuery;

/** Finds resources by identifier, of one site or of all. */
class OwnIdentifiers {

    private final IdentifierIndex index;

    OwnIdentifiers(IdentifierIndex index) {
        this.index = index;
    }

    /**
     * The ids of the resources of a type that have an identifier.
     *
     * @param site the site to which they must belong; null for any
     */
    Set<String> of(String type, IdentifierQuery query, @Nullable String site) {
        return site == null
                ? index.ids(type, query.system(), query.value())
                : index.idsManagedBy(site, type, query.system(), query.value());
    }
}
