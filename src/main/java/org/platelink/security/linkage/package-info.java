/**
 * The linkage table: it links a site's identifier of a person to the participant's pseudonym, outside the FHIR store.
 *
 * <p>It is the only place that holds an identifier of a person, encrypted with a key that the database does not have.
 * The coordinators of a site access the rows of that site by operations on Patient; other modules use
 * {@link org.platelink.security.linkage.Linkage}. Each access is published as a
 * {@link org.platelink.security.linkage.LinkageAccessEvent}.
 */
@NullMarked
@ApplicationModule(
        id = "linkage",
        allowedDependencies = {"server", "access", "sealing"})
package org.platelink.security.linkage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
