package org.platelink.security.token;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What clients say of their sites.
 *
 * @param first the site of the first client that has one; null if none has
 * @param namespaces of identifiers, and whose each is
 */
record SitesOfClients(@Nullable String first, Map<String, String> namespaces) {

    SitesOfClients {
        namespaces = Map.copyOf(namespaces);
    }
}
