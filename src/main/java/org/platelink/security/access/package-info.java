/**
 * Access control: roles, the scopes of a token, the site a client belongs to, and the rules that combine them.
 *
 * <p>The effective rights of a request are the intersection of the rights of its role, the scopes of its token and,
 * for a client of a site, that site's data.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART App Launch 2.2,
 *     scopes</a>
 */
@NullMarked
@ApplicationModule(
        id = "access",
        allowedDependencies = {"server", "hapi :: table", "pipeline"})
package org.platelink.security.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
