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

    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private WarmUp() {}

    static WarmUp begin(ResourceValidator validator) {
        WarmUp warmUp = new WarmUp();
        Thread thread = new Thread(() -> warmUp.run(validator), "validator-warm-up");
        thread.setDaemon(true);
        thread.start();
        return warmUp;
    }

    private void run(ResourceValidator validator) {
        try {
            validator.validate(sample());
            done.complete(null);
        } catch (RuntimeException | Error failure) {
            done.completeExceptionally(failure);
        }
    }

    /**
     * Waits until the sample is validated.
     *
     * @throws RuntimeException as the validator threw it, for instance for a guide that contradicts itself
     */
    void await() {
        try {
            done.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
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
