package org.platelink.security.access;

import java.util.Set;

/** What is known of all sites, whichever of their clients asks. */
public interface SiteRegister {

    /**
     * Whether a site is the one that came to this server first. What belongs to no site by its form, such as an id without a
     * prefix, is that one's; so a server of one site asks nothing of it.
     *
     * @param site the id of an Organization
     */
    boolean isFirst(String site);

    /**
     * Whether a namespace of identifiers is another site's.
     *
     * @param site the id of an Organization
     * @param namespace such as {@code https://hospital.example/lab}
     */
    boolean isOfAnother(String site, String namespace);

    /**
     * The namespaces in which a site gives identifiers, as its clients say.
     *
     * @param site the id of an Organization
     */
    Set<String> namespaces(String site);
}
