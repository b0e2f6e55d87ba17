package org.platelink.platform.validation;

import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.platelink.platform.canonical.CodeSystems;

/**
 * Validates a sample resource while the server starts, because the first validation takes seconds to load every base
 * definition. It runs in a thread of its own, beside the making of the other beans, and needs none of them.
 */
final class WarmUp {

    private final CompletableFuture<Void> done;

    private WarmUp(CompletableFuture<Void> done) {
        this.done = done;
    }

    static WarmUp begin(ResourceValidator validator) {
        return new WarmUp(CompletableFuture.runAsync(() -> validator.validate(sample()), work -> {
            Thread thread = new Thread(work, "validator-warm-up");
            thread.setDaemon(true);
            thread.start();
        }));
    }

    /**
     * Waits until the sample is validated.
     *
     * @throws CompletionException around what the validator threw, for instance for a guide that contradicts itself
     */
    void await() {
        done.join();
    }

    private static Observation sample() {
        Observation observation = new Observation();
        observation.setStatus(ObservationStatus.FINAL);
        observation.setCode(
                new CodeableConcept(new Coding().setSystem(CodeSystems.LOINC).setCode("warm-up")));
        observation.setSubject(new Reference("Patient/warm-up"));
        observation.setEffective(new DateTimeType("2026-01-01"));
        observation.setValue(new Quantity()
                .setValue(BigDecimal.ONE)
                .setSystem(CodeSystems.UCUM)
                .setCode("1"));
        return observation;
    }
}
