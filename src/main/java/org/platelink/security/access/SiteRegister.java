package org.platelink.security.access;

import java.util.Set;

/** What is known of all sites, independent of the caller. */
public interface SiteRegister {

    /**
     * Whether a site is the first one registered on this server. Whatever shows no site by its form, such as an id
     * without a prefix, belongs to the first site; so nothing of this concerns a server with one site.
     *
     * @param site the id of an Organization
     */
    boolean isFirst(String site);

    /**
     * Whether an identifier system belongs to another site.
     *
     * @param site the id of an Organization
     * @param namespace such as {@code https://hospital.example/lab}
     */
    boolean isOfAnother(String site, String namespace);

    /**
     * The identifier systems of a site, as registered for its clients.
     *
     * @param site the id of an Organization
     */
    Set<String> namespaces(String site);
}
