/**
 * What {@code /fhir/metadata} says beyond what HAPI reads from its own methods: the guide that the server follows, how what is
 * stored is versioned and written under conditions, and how a search is asked. It is said of what the rules of access have left,
 * so that nothing is claimed that nobody may do.
 *
 * @see <a href="https://hl7.org/fhir/R4/capabilitystatement.html">FHIR R4, CapabilityStatement</a>
 */
@NullMarked
@ApplicationModule(
        id = "capability",
        allowedDependencies = {"server", "validation"})
package org.platelink.platform.capability;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
