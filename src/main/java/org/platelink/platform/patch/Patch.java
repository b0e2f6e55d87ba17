package org.platelink.platform.patch;

import org.hl7.fhir.r4.model.Resource;

/** A change of parts of a resource. */
@FunctionalInterface
public interface Patch {

    /**
     * Changes a resource in place.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (400 or 422) that says what of the patch is wrong or
     *     does not fit the resource, which may then be half changed
     */
    void applyTo(Resource resource);
}
