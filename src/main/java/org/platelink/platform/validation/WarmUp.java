package org.platelink.platform.validation;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/** Validates once before the first sender does: the first validation loads every base definition, for seconds. */
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
