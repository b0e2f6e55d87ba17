package org.platelink.security.access;

/** Whose resources a line of the rules is about. */
enum SiteScope {

    /** Of whomever. */
    ALL("all"),

    /** Of every site together: what of it is one site's cannot be told, so it is not for a client that is held to a site. */
    ALL_SITES("all sites"),

    /** Those that the client made itself. */
    OWN("own"),

    /** Those that belong to a Patient of the client's site. */
    OWN_SITE("own site");

    private final String words;

    SiteScope(String words) {
        this.words = words;
    }

    /** The one that the rules mean by some words. */
    static SiteScope of(String words) {
        for (SiteScope whose : values()) {
            if (whose.words.equals(words)) {
                return whose;
            }
        }
        throw new IllegalArgumentException("Whose it is must be all, all sites or own site, not " + words);
    }
}
