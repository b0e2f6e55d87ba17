/**
 * Token issuance and verification: the OAuth 2.0 authorization server, for backend services and for the SMART apps of
 * people, and the mapping of a request's token to its caller.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/backend-services.html">SMART App Launch 2.2, Backend
 *     Services</a>
 */
@NullMarked
@ApplicationModule(
        id = "token",
        allowedDependencies = {"server", "access", "sealing", "cors", "pipeline"})
package org.platelink.security.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
