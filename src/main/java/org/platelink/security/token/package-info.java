/**
 * Tokens: the authorization server, for clients without a user at hand and for the apps of people, and who a request's token says is asking.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/backend-services.html">SMART App Launch 2.2, Backend
 *     Services</a>
 */
@NullMarked
@ApplicationModule(
        id = "token",
        allowedDependencies = {"server", "access", "sealing", "cors"})
package org.platelink.security.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
