package org.platelink.security.token;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sites and identifier namespaces of the registered clients.
 *
 * @param first the site of the first client that has one; null if none has
 * @param namespaces the site of each identifier namespace
 */
record SitesOfClients(@Nullable String first, Map<String, String> namespaces) {

    SitesOfClients {
        namespaces = Map.copyOf(namespaces);
    }
}
