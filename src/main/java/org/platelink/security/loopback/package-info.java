/**
 * The server as a client of itself. Pages for people ask the same API as every other client, over HTTP on the loopback interface,
 * with the rights of whoever is signed in: so access rules, bounds, validation and the audit trail hold for them without a second
 * copy. What a page asks with is a token that never leaves this process.
 */
@NullMarked
@ApplicationModule(
        id = "loopback",
        allowedDependencies = {"server", "access"})
package org.platelink.security.loopback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
