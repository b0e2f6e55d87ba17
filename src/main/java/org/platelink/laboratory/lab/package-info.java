/**
 * Laboratory results: what the words of a laboratory mean, and its messages as FHIR; and what a FHIR server must answer
 * about results that HAPI does not.
 *
 * @see <a href="https://hl7.org/fhir/R4/observation-operation-lastn.html">FHIR R4, Observation $lastn</a>
 */
@NullMarked
@ApplicationModule(
        id = "lab",
        allowedDependencies = {"server", "hl7v2", "journal", "units", "number"})
package org.platelink.laboratory.lab;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
