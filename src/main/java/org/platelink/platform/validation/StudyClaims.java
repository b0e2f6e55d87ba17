package org.platelink.platform.validation;

import java.util.Set;
import org.hl7.fhir.r4.model.Resource;

/** Tells which profiles the studies of a resource claim, so that the guide that a study brought holds for all of it. */
interface StudyClaims {

    /** No study has brought a guide. */
    StudyClaims NONE = resource -> Set.of();

    /**
     * The {@code meta.profile} of the studies that a resource belongs to.
     *
     * @return canonical URLs without versions; empty if it belongs to none
     */
    Set<String> of(Resource resource);
}
