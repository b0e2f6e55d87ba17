/**
 * HAPI's inside: everything that knows more of HAPI's JPA server than its documented interfaces. SQL on its tables
 * ({@code hfj_*}), the stored texts, the beans that stand in the place of its own, the listener in its Hibernate
 * session, and the fields that are read by reflection. When HAPI changes, this module changes and no other.
 *
 * <p>Other modules ask the query classes here, in FHIR's words, and get ids, references and stored JSON. Site is the
 * Organization that manages a Patient; nothing here knows who asks.
 *
 * <p>Each override stands beside a test that compares it with stock HAPI.
 */
@NullMarked
@ApplicationModule(
        id = "hapi",
        allowedDependencies = {"server", "units", "fhirpath", "pipeline"})
package org.platelink.platform.hapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
