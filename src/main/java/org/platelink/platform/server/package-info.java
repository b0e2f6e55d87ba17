/**
 * HAPI FHIR's JPA server for R4, assembled without knowing which capabilities join it.
 *
 * <p>A capability joins through a bean of {@link org.platelink.platform.server.FhirServerCustomizer}.
 */
@NullMarked
@ApplicationModule(
        id = "server",
        allowedDependencies = {"number", "pipeline"})
package org.platelink.platform.server;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
