/**
 * Who a participant is: the table beside the FHIR store that joins a site's identifier of a person to the pseudonym.
 *
 * <p>It is the only place that holds an identifier of a person, encrypted with a key that the database does not have. The
 * coordinators of a site reach the rows of that site, by operations on Patient; code of other capabilities asks {@link
 * org.platelink.security.linkage.Linkage}. Each look-up is told to whoever listens for {@link
 * org.platelink.security.linkage.LinkageAccessEvent}.
 */
@NullMarked
@ApplicationModule(
        id = "linkage",
        allowedDependencies = {"server", "access", "sealing"})
package org.platelink.security.linkage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
