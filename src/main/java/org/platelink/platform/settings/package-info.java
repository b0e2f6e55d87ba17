/**
 * What the operator may set, and whether what was set is any of it: a misspelt setting would otherwise do nothing, in silence.
 *
 * <p>The settings are the components of the records that Spring Boot binds below {@code platelink.}; there is no second list.
 */
@NullMarked
@ApplicationModule(
        id = "settings",
        allowedDependencies = {"server"})
package org.platelink.platform.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
