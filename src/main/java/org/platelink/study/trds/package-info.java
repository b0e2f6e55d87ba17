/**
 * What a registry is told of a trial: the items of the WHO Trial Registration Data Set 1.3.1, and what registries ask beside
 * them, out of a ResearchStudy, its criteria and its organizations. Nothing here comes from a subject.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/study.html">the guide's page on the study and its registry items</a>
 */
@NullMarked
@ApplicationModule(id = "trds", allowedDependencies = "server")
package org.platelink.study.trds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
