package org.platelink.platform.server;

import ca.uhn.fhir.model.api.annotation.DatatypeDef;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Meta;

/**
 * The meta of what is answered whole. HAPI's parsers label everything as {@code SUBSETTED} that they write for a request for a
 * part: they copy its meta and add the label to the copy. A label that is added to this one does not stay. Public, for the parsers
 * copy it by reflection.
 */
@DatatypeDef(name = "UnlabelledMeta", isSpecialization = true, profileOf = Meta.class)
public final class UntaggedMeta extends Meta {

    private static final long serialVersionUID = 1L;

    /** The same, of what is whole. */
    static UntaggedMeta of(Meta meta) {
        UntaggedMeta same = new UntaggedMeta();
        meta.copyValues(same);
        return same;
    }

    @Override
    public UntaggedMeta copy() {
        return of(this);
    }

    /** All that adds a tag in this way are the parsers, who then say which one. */
    @Override
    public Coding addTag() {
        return new Coding();
    }
}
