/**
 * The settings of the operator, and the check that each one given exists: a misspelt setting would otherwise silently
 * do nothing.
 *
 * <p>The settings are the components of the records that Spring Boot binds below {@code platelink.}; there is no
 * second list.
 */
@NullMarked
@ApplicationModule(
        id = "settings",
        allowedDependencies = {"server"})
package org.platelink.platform.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
