package org.platelink.analytics.extract;

import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;
import org.platelink.security.access.SearchRestrictions;
import org.platelink.trial.review.DataCut;
import org.platelink.trial.review.DataCuts;

/** Resolves the data cut that a request names by its parameter {@code _cut}. */
public class CutParameter {

    /** The parameter. */
    public static final String NAME = "_cut";

    private final DataCuts cuts;
    private final SearchRestrictions extents;

    CutParameter(DataCuts cuts, SearchRestrictions extents) {
        this.cuts = cuts;
        this.extents = extents;
    }

    /**
     * The data cut of a name.
     *
     * @param name null for none
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 400 if there is none of this name, 403 if
     *     the caller may see none
     */
    public @Nullable DataCut of(@Nullable String name, Caller caller) {
        if (name == null) {
            return null;
        }
        extents.of(caller, "List");
        return cuts.named(name, NAME);
    }
}
