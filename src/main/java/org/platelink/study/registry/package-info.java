/**
 * The studies for everyone: public, read-only and cacheable, in the forms that registries, search engines and people take. It
 * is made of study metadata alone; of subjects it holds one number, how many were enrolled, and not even that while it is
 * small.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/registry.html">the guide's page for registries</a>
 */
@NullMarked
@ApplicationModule(
        id = "registry",
        allowedDependencies = {"server", "trds", "ctgov"})
package org.platelink.study.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
