/**
 * What a program in a browser may read of this server when it comes from another site: what is public, from anywhere; the rest
 * from the sites that the operator names. Who may ask for what is decided elsewhere, by the token.
 */
@NullMarked
@ApplicationModule(
        id = "cors",
        allowedDependencies = {"server"})
package org.platelink.platform.cors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
