/**
 * CORS: what a program in a browser may read of this server when it comes from another site. What is public it may
 * read from anywhere, the rest from the sites that the operator names. Who may request what is decided elsewhere, by
 * the token.
 */
@NullMarked
@ApplicationModule(
        id = "cors",
        allowedDependencies = {"server", "pipeline"})
package org.platelink.platform.cors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
