/**
 * Public registry of the studies: read-only and cacheable, without authentication, in the formats for registries,
 * search engines and people. It is made of study metadata alone; its only data on subjects is the enrolment count,
 * which is withheld while it is small.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/registry.html">the guide's page for registries</a>
 */
@NullMarked
@ApplicationModule(
        id = "registry",
        allowedDependencies = {"server", "hapi :: table", "trds", "ctgov"})
package org.platelink.study.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
