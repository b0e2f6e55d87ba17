/**
 * The server as a client of its own API. The pages call the same API as every other client, over HTTP on the loopback
 * interface, with the rights of the signed-in person. So access rules, limits, validation and the audit trail apply
 * to them without a second implementation. The token of such a request never leaves this process.
 */
@NullMarked
@ApplicationModule(
        id = "loopback",
        allowedDependencies = {"server", "access", "pipeline"})
package org.platelink.security.loopback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
