package org.platelink.security.access;

/** The owners whose resources a rule covers: all, all sites together, the client itself, or its site. */
enum SiteScope {

    /** Any owner. */
    ALL("all"),

    /**
     * All sites together. The part of one site cannot be told from the rest, so this is not for a client with a site.
     */
    ALL_SITES("all sites"),

    /** Resources that the client created itself. */
    OWN("own"),

    /** Resources that belong to a Patient of the client's site. */
    OWN_SITE("own site"),

    /**
     * Resources of a Patient who is at the client's site, or was there or is to come to it. The operation itself
     * refuses all others as not found.
     */
    EITHER_SITE("either site");

    private final String words;

    SiteScope(String words) {
        this.words = words;
    }

    /** Parses the notation of the access rules. */
    static SiteScope of(String words) {
        for (SiteScope siteScope : values()) {
            if (siteScope.words.equals(words)) {
                return siteScope;
            }
        }
        throw new IllegalArgumentException("Whose it is must be all, all sites, own or own site, not " + words);
    }
}
