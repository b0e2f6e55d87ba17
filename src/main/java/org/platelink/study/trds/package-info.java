/**
 * Registry data of trials: the items of the WHO Trial Registration Data Set 1.3.1 and further data that registries
 * request, read from a ResearchStudy, its criteria and its organizations. None of it comes from a subject.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/study.html">the guide's page on the study and its registry items</a>
 */
@NullMarked
@ApplicationModule(id = "trds", allowedDependencies = "server")
package org.platelink.study.trds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
