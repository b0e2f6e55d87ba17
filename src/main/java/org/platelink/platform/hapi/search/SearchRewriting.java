package org.platelink.platform.hapi.search;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;

/**
 * Rewrites a search, before HAPI runs it, into parameters that HAPI interprets as FHIR means them. It applies to
 * every search, whatever interaction it came from.
 */
@FunctionalInterface
public interface SearchRewriting {

    /**
     * Rewrites a search in place.
     *
     * @param type the type that is searched
     * @param search a copy, with lists of its own
     */
    void rewrite(String type, SearchParameterMap search);
}
