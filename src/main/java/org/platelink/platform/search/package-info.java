/**
 * Search results and paging: the ids that a search finds are cached in memory, and each page is read from them. A
 * page therefore never repeats or omits a result because new ones arrive, and no search writes to the database,
 * unless searches are shared between servers ({@code platelink.search.shared}). The first page reads a hundred ids;
 * when a client pages on, the search is run again with a higher limit. Whatever asks for something other than pages
 * of matches, such as {@code _summary=count}, is left to HAPI.
 *
 * <p>Pages: FHIR R4, 3.1.1.5.3 (paging). A page of a search that is no longer cached answers 410.
 */
@NullMarked
@ApplicationModule(
        id = "search",
        allowedDependencies = {"server", "background", "hapi :: search", "hapi :: table", "pipeline"})
package org.platelink.platform.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
