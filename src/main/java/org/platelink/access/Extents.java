package org.platelink.access;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import java.util.Optional;

/** Tells what takes resources out of the store by itself, and not by a search, how far it may go. */
public final class Extents {

    private final AccessRules rules;
    private final Narrowing narrowing;

    Extents(AccessRules rules, Narrowing narrowing) {
        this.rules = rules;
        this.narrowing = narrowing;
    }

    /**
     * What a caller may take of a type.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 401 or 403 if it may not search the type
     */
    public Extent of(Caller caller, String type) {
        Reach reach = rules.require(caller, "search", type, Right.SEARCH);
        Optional<SearchParameterMap> condition = Optional.empty();
        if (!reach.conditions().isEmpty()) {
            SearchParameterMap search = new SearchParameterMap();
            narrowing.hold(search, type, reach);
            condition = Optional.of(search);
        }
        String path = rules.patientOf(type)
                .filter(element -> !element.equals("-"))
                .map(element -> type + "." + element)
                .orElse(null);
        return new Extent(type, reach.site(), path, condition);
    }
}
