package org.platelink.platform.server;

import ca.uhn.fhir.model.api.annotation.DatatypeDef;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Meta;

/**
 * Meta of a complete resource, which ignores the tags that are added to it. HAPI's parsers tag everything that they
 * write for a request for a part as {@code SUBSETTED}: they copy its meta and add the tag to the copy. A tag that is
 * added to this meta does not stay. Public, because the parsers copy it by reflection.
 */
@DatatypeDef(name = "UnlabelledMeta", isSpecialization = true, profileOf = Meta.class)
public final class UntaggedMeta extends Meta {

    private static final long serialVersionUID = 1L;

    /** A copy of a meta, for a complete resource. */
    static UntaggedMeta of(Meta meta) {
        UntaggedMeta same = new UntaggedMeta();
        meta.copyValues(same);
        return same;
    }

    @Override
    public UntaggedMeta copy() {
        return of(this);
    }

    /** Only the parsers add a tag in this way, and then fill it in; it is thrown away. */
    @Override
    public Coding addTag() {
        return new Coding();
    }
}
