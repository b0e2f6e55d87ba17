package org.platelink.platform.validation;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/**
 * Validates a sample resource at startup, because the first validation takes seconds to load every base definition.
 */
final class WarmUp {

    private final ResourceValidator validator;

    WarmUp(ResourceValidator validator) {
        this.validator = validator;
    }

    void run() {
        Observation observation = new Observation();
        observation.setStatus(ObservationStatus.FINAL);
        observation.setCode(
                new CodeableConcept(new Coding().setSystem("http://loinc.org").setCode("warm-up")));
        observation.setSubject(new Reference("Patient/warm-up"));
        observation.setEffective(new DateTimeType("2026-01-01"));
        observation.setValue(new Quantity()
                .setValue(BigDecimal.ONE)
                .setSystem("http://unitsofmeasure.org")
                .setCode("1"));
        validator.validate(observation);
    }
}
