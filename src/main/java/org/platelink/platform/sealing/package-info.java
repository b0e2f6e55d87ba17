/**
 * Encryption keys that are kept outside of the database, and the encryption with them. Each key is in a file of the
 * data folder that nobody else may read, or is given from outside.
 */
@NullMarked
@ApplicationModule(id = "sealing", allowedDependencies = "server")
package org.platelink.platform.sealing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
