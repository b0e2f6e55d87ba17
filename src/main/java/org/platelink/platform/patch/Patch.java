package org.platelink.platform.patch;

import org.hl7.fhir.r4.model.Resource;

/** A patch: a change of parts of a resource. */
@FunctionalInterface
public interface Patch {

    /**
     * Applies the patch to a resource in place.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (400 or 422) that says what is wrong
     *     with the patch or does not fit the resource, which may then be partly changed
     */
    void applyTo(Resource resource);
}
