package org.platelink.platform.search;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;

/** Says a search in words that HAPI takes as they are meant, before it is run, through whatever door it came. */
@FunctionalInterface
public interface SearchRewriting {

    /**
     * Rewrites a search.
     *
     * @param type what is searched
     * @param search a copy, with lists of its own
     */
    void rewrite(String type, SearchParameterMap search);
}
