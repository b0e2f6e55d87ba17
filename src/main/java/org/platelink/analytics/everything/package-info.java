/**
 * {@code Patient/[id]/$everything}: all that is stored of one participant and the caller may see, on pages, with what it refers
 * to.
 *
 * <p>It is put together from searches, one a type, each held to what the caller may find by it: a link on the way to something
 * else leads nowhere. HAPI's own follows every reference to and from a patient, whosever it is.
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
