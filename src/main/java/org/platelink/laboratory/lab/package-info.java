/**
 * Translation of laboratory results from HL7 v2 to FHIR, with the ConceptMaps of each site; and operations on results
 * that FHIR demands and HAPI does not have without a search engine.
 *
 * @see <a href="https://hl7.org/fhir/R4/observation-operation-lastn.html">FHIR R4, Observation $lastn</a>
 */
@NullMarked
@ApplicationModule(
        id = "lab",
        allowedDependencies = {"server", "hapi :: table", "hl7v2", "journal", "units", "number", "pipeline"})
package org.platelink.laboratory.lab;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
