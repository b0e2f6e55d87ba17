/**
 * How a search is answered: the ids that it finds are held in memory, and each page is read from them. A page therefore
 * never repeats or leaves out a result because new ones arrive, and no search writes to the database. The first page
 * reads a hundred ids; who pages on has the search run further. What asks for something else than pages of matches, such
 * as {@code _summary=count}, goes HAPI's own way.
 *
 * <p>Pages: FHIR R4, 3.1.1.5.3 (paging). A page of a search that is no longer held answers 410.
 */
@NullMarked
@ApplicationModule(
        id = "search",
        allowedDependencies = {"server", "units"})
package org.platelink.platform.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
