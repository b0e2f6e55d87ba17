/**
 * Keys that the database does not have, and what is encrypted with them: each in a file of the data folder that nobody else
 * may read, or given from outside.
 */
@NullMarked
@ApplicationModule(id = "sealing", allowedDependencies = "server")
package org.platelink.platform.sealing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
