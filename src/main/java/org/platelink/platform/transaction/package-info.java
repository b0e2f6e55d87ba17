/**
 * Checks and normalization of transactions and batches before access is decided: invalid entries, entries with the
 * same fullUrl, and references between entries.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#transaction">FHIR R4, batch and transaction</a>
 * @see <a href="https://hl7.org/fhir/R4/bundle.html#references">FHIR R4, references within a bundle</a>
 */
@NullMarked
@ApplicationModule(
        id = "transaction",
        allowedDependencies = {"server", "pipeline"})
package org.platelink.platform.transaction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
