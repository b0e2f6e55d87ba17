/**
 * The canonical addresses that the code names: those of the guide, of the code systems and of the extensions that
 * others define. Each is written here once; what belongs to one capability is derived beside it.
 *
 * <p>There are compile-time constants only, which annotations can name and which the compiler copies to their users.
 */
@NullMarked
@ApplicationModule(
        id = "canonical",
        allowedDependencies = {})
package org.platelink.platform.canonical;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
