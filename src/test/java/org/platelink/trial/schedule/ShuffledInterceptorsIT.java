package org.platelink.trial.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The first infusion moves its subject on, in the same transaction: a write that is made as the transaction ends. The
 * trail names it in whichever order the interceptors of the store were registered.
 */
@ServerTest
class ShuffledInterceptorsIT {

    private final FhirClient coordinator;
    private final JdbcClient database;
    private final IInterceptorService storage;
    private List<Object> registered = List.of();

    ShuffledInterceptorsIT(
            @LocalServerPort int port, @Autowired JdbcClient database, @Autowired IInterceptorService storage) {
        this.coordinator = FhirClient.at(port);
        this.database = database;
        this.storage = storage;
    }

    @BeforeEach
    void remember() {
        registered = storage.getAllRegisteredInterceptors().stream()
                .filter(one -> one.getClass().getName().startsWith("org.platelink."))
                .toList();
        assertThat(registered).hasSizeGreaterThan(10);
    }

    @AfterEach
    void restore() {
        register(registered);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void theTrailNamesTheStateThatAnInfusionBegan(int seed) {
        List<Object> shuffled = new ArrayList<>(registered);
        Collections.shuffle(shuffled, new Random(seed));
        register(shuffled);
        Visits subject =
                Visits.of(coordinator, "shuffled-" + seed, "2025-01-06").eligible("2025-01-08");

        String dose = subject.infusion("infusion-1", "2025-01-13");

        assertThat(database.sql("select event from audit.trail where position(? in event) > 0 order by seq")
                        .param("\"MedicationAdministration/" + dose + "/_history/1\"")
                        .query(String.class)
                        .list())
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .contains("\"ResearchSubject/" + subject.subject() + "/_history/")
                        .contains("\"Patient/" + subject.patient() + "\""));
    }

    private void register(List<Object> interceptors) {
        storage.unregisterInterceptors(interceptors);
        storage.registerInterceptors(interceptors);
    }
}
