package org.platelink.security.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;
import org.platelink.study.rules.PatientRecord;
import org.platelink.study.rules.RuleEngine;
import org.platelink.study.rules.RuleLibrary;
import org.platelink.study.rules.RuleSource;

/** An expression of CQL that goes through a record three times over: 125 million rows. */
class ExpressionsTests {

    private static final RuleLibrary PRODUCT = new RuleLibrary(
            RuleSource.of("library Product version '1.0'\nusing FHIR version '4.0.1'\ncontext Patient\n"
                    + "define \"Rows\": Count(from [Observation] A, [Observation] B, [Observation] C"
                    + " where A.status.value = B.status.value and B.status.value = C.status.value return all 1)\n"),
            List.of());

    private final RuleEngine engine = new RuleEngine(url -> null);

    private Map<String, ?> rows(int results) {
        Patient patient = new Patient();
        patient.setId("p");
        List<Resource> record = IntStream.range(0, results)
                .mapToObj(number -> new Observation()
                        .setStatus(Observation.ObservationStatus.FINAL)
                        .setId("o" + number))
                .map(Resource.class::cast)
                .toList();
        return engine.evaluate(PRODUCT, Set.of("Rows"), Map.of(), new PatientRecord(patient, record));
    }

    @Test
    void endsWithinItsRun() throws Exception {
        assertThat(rows(2)).hasToString("{Rows=8}");
        Runs runs = new Runs(new RunProperties(8, Duration.ofMinutes(10), Duration.ofHours(1)));
        UUID id = UUID.randomUUID();
        CompletableFuture<Void> evaluation = CompletableFuture.runAsync(() -> {
            Caller admin = new Caller("a", Role.ADMIN, null, Set.of(), Scopes.parse("system/*.rs"));
            try (Run run = runs.background(id, admin, "$apply", "")) {
                rows(500);
            }
        });
        TimeUnit.SECONDS.sleep(1);
        assertThat(evaluation).isNotDone();

        long ended = System.nanoTime();
        runs.end(id, RunEnded.left());

        assertThatThrownBy(evaluation::join).hasStackTraceContaining(RunEnded.class.getName());
        assertThat(Duration.ofNanos(System.nanoTime() - ended)).isLessThan(Duration.ofSeconds(5));
    }
}
