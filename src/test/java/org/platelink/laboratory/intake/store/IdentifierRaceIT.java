package org.platelink.laboratory.intake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.laboratory.intake.Messages.oru;
import static org.platelink.laboratory.intake.Messages.unique;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.intake.Messages;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One identifier means one result, even if a coordinator and a laboratory store it at the same moment. */
@ServerTest
class IdentifierRaceIT {

    private static final String LAB = "https://hospital.example/lab";
    private static final String TIME = "2026-03-02T08:15:00+08:00";
    private static final int RACES = 50;

    private final Messages laboratory;
    private final FhirClient coordinator;
    private final FhirClient ehr;

    IdentifierRaceIT(@LocalServerPort int port) {
        laboratory = new Messages(port);
        coordinator = FhirClient.at(port);
        ehr = FhirClient.of(port, "ehr-demo");
    }

    /** Sends a result by one of the doors. */
    private interface Door {
        Answer send(String identifier);
    }

    @ParameterizedTest
    @CsvSource({
        "create on condition, HL7 v2",
        "update on condition, HL7 v2",
        "create on condition, FHIR",
        "transaction, HL7 v2",
    })
    void ofTwoAtOnceOneIsMade(String way, String how) throws Exception {
        String number = unique("SYN-");
        String patient = laboratory.participant(number);
        String prefix = unique("RACE-");
        Door people = identifier -> byACoordinator(way, patient, identifier);
        Door laboratories = how.equals("FHIR")
                ? identifier -> ehr.post("/Observation", result(patient, identifier))
                : identifier -> laboratory.send(oru(
                        unique("M"),
                        "20260302090000+0800",
                        number,
                        unique("ORD"),
                        "20260302085500+0800",
                        "NM|PLT^Platelets^L||27|10*9/L|125-350|L|||F||||||||||" + identifier + "^LAB"));
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);

        Future<List<Answer>> delivered = threads.submit(all(start, prefix, laboratories));
        Future<List<Answer>> stored = threads.submit(all(start, prefix, people));
        List<Answer> messages = delivered.get();
        List<Answer> answers = stored.get();
        threads.shutdown();

        for (int i = 0; i < RACES; i++) {
            String identifier = prefix + "-" + i;
            if (how.equals("HL7 v2")) {
                assertThat(laboratory.fateOf(Messages.id(messages.get(i)))).isEqualTo("applied");
            } else {
                assertThat(messages.get(i).status()).as(messages.get(i).body()).isIn(200, 201);
            }
            assertThat(answers.get(i).status()).as(answers.get(i).body()).isIn(200, 201, 409, 412);
            if (answers.get(i).status() == 409) {
                assertThat(answers.get(i).issues()).doesNotContain("HAPI", "constraint", "own fault");
                assertThat(people.send(identifier).status()).isEqualTo(200);
            }
            assertThat(coordinator
                            .get("/Observation?identifier=" + LAB + "|" + identifier)
                            .bundle()
                            .getEntry())
                    .as(identifier + " " + answers.get(i).status())
                    .hasSize(1);
        }
    }

    /** PostgreSQL has room for a few thousand locks in all. */
    @Test
    void deliveriesOfManyResultsAtOnceAreTaken() throws Exception {
        String patient = laboratory.participant(unique("SYN-"));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Future<Answer>> sent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String prefix = unique("LARGE-");
            Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
            for (int result = 0; result < 1600; result++) {
                transaction
                        .addEntry()
                        .setResource(result(patient, prefix + "-" + result))
                        .getRequest()
                        .setMethod(Bundle.HTTPVerb.POST)
                        .setUrl("Observation");
            }
            sent.add(threads.submit(() -> ehr.post("", transaction)));
        }
        for (Future<Answer> one : sent) {
            assertThat(one.get().status()).as(one.get().body()).isEqualTo(200);
        }
        threads.shutdown();
    }

    private static Callable<List<Answer>> all(CyclicBarrier start, String prefix, Door door) {
        return () -> {
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < RACES; i++) {
                start.await();
                answers.add(door.send(prefix + "-" + i));
            }
            return answers;
        };
    }

    private static Observation result(String patient, String identifier) {
        return Labs.platelets(patient, identifier, "27", "10*9/L", TIME);
    }

    private Answer byACoordinator(String way, String patient, String identifier) {
        Observation result = result(patient, identifier);
        String condition = "identifier=" + LAB + "|" + identifier;
        return switch (way) {
            case "create on condition" -> coordinator.post("/Observation", result, "If-None-Exist", condition);
            case "update on condition" -> coordinator.put("/Observation?" + condition, result);
            default -> {
                Bundle transaction = Labs.transaction(result);
                transaction
                        .getEntryFirstRep()
                        .getRequest()
                        .setMethod(Bundle.HTTPVerb.POST)
                        .setUrl("Observation")
                        .setIfNoneExist(condition);
                yield coordinator.post("", transaction);
            }
        };
    }
}
