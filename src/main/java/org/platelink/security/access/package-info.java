/**
 * Who may do what: roles, the scopes of a token, the site a client belongs to, and the rules that join them.
 *
 * <p>The effective right of a request is what its role may do, of that what its token's scopes grant, and of that what
 * concerns the client's own site.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html">SMART App Launch 2.2,
 *     scopes</a>
 */
@NullMarked
@ApplicationModule(
        id = "access",
        allowedDependencies = {"server", "pipeline"})
package org.platelink.security.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
