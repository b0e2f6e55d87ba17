/**
 * History of one resource and of all resources of a type, newest first: with a total that is counted at the time of
 * the request, and pages that neither repeat nor leave out a version because others are written meanwhile.
 *
 * <p>HAPI's own type history does not check whose a resource is, caches its totals for a minute, counts its pages
 * from whatever is newest now, and takes {@code _at} for a range of times at which versions were written, not at
 * which they were current.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#history">FHIR R4, history</a>
 */
@NullMarked
@ApplicationModule(
        id = "history",
        allowedDependencies = {"server", "hapi :: table", "access"})
package org.platelink.analytics.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
