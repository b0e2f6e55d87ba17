/**
 * What {@code /fhir/metadata} declares beyond what HAPI reads from its own methods: the guide that the server
 * follows, how stored resources are versioned and conditionally written, and how searches are made. It is declared
 * for what the access rules have left, so that nothing is claimed that nobody may do.
 *
 * @see <a href="https://hl7.org/fhir/R4/capabilitystatement.html">FHIR R4, CapabilityStatement</a>
 */
@NullMarked
@ApplicationModule(
        id = "capability",
        allowedDependencies = {"server", "validation", "pipeline"})
package org.platelink.platform.capability;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
