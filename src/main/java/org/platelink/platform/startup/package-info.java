/**
 * A fast start: what is done so that the making of some 2,000 beans, most of them HAPI's, takes seconds and not
 * a minute.
 */
@NullMarked
@ApplicationModule(
        id = "startup",
        allowedDependencies = {})
package org.platelink.platform.startup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
