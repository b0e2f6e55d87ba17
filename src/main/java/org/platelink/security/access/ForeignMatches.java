package org.platelink.security.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.platelink.platform.hapi.table.IdentifierIndex;

/**
 * Finds which conditions of conditional writes match a resource outside the client's site, by one query for a whole
 * request. There are none if an identifier system was assigned to its site before anybody used it.
 */
class ForeignMatches {

    private final IdentifierIndex index;

    ForeignMatches(IdentifierIndex index) {
        this.index = index;
    }

    /**
     * The conditions that a resource of another site, or of no site, matches.
     *
     * @param site the client's
     */
    Set<Condition> among(String site, Collection<Condition> conditions) {
        Map<Long, Condition> hashes = new HashMap<>();
        conditions.forEach(condition -> hashes.put(
                index.hashes().ofIdentifier(condition.type(), condition.system(), condition.value()), condition));
        Set<Condition> elsewhere = new HashSet<>();
        if (!hashes.isEmpty()) {
            index.notManagedBy(site, hashes.keySet()).forEach(hash -> elsewhere.add(hashes.get(hash)));
        }
        return elsewhere;
    }
}
