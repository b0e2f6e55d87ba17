/**
 * {@code Patient/[id]/$everything}: all stored resources of one patient that the caller may see, in pages, with the
 * resources they reference.
 *
 * <p>The answer is put together from one search per type, each restricted to what the caller may find by it, so a
 * reference that leads to something else is not followed. HAPI's own operation follows every reference to and from a
 * patient, whosever it is.
 *
 * @see <a href="https://hl7.org/fhir/R4/patient-operation-everything.html">FHIR R4, $everything</a>
 */
@NullMarked
@ApplicationModule(
        id = "everything",
        allowedDependencies = {"server", "access"})
package org.platelink.analytics.everything;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
