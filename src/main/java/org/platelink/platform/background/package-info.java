/**
 * Work in the background: threads that look again and again for what there is to do, from the start of the server to
 * its stop. What is to be done, and which server of several does it, is in the database; here is only the loop.
 */
@NullMarked
@ApplicationModule(id = "background", allowedDependencies = "server")
package org.platelink.platform.background;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
