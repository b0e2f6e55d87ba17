package org.platelink.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.laboratory.lab.Labs;

/** The same requests for every server: fifty subjects, bundles of ten results each, four clients, then searches. */
final class Load {

    static final int RESULTS_A_BUNDLE = 10;
    private static final int SUBJECTS = 50;
    private static final int CLIENTS = 4;

    private final BenchedServer server;

    Load(BenchedServer server) {
        this.server = server;
    }

    void subjects() {
        FhirClient operator = server.client("operator");
        FhirClient coordinator = server.client("coordinator-demo");
        operator.put(
                "/ResearchStudy/NCT06813157",
                "{\"resourceType\":\"ResearchStudy\",\"id\":\"NCT06813157\",\"status\":\"active\"}");
        operator.put(
                "/Organization/site-unknown",
                "{\"resourceType\":\"Organization\",\"id\":\"site-unknown\",\"name\":\"A site\"}");
        for (int subject = 0; subject < SUBJECTS; subject++) {
            String id = "bench-" + subject;
            expect(
                    200,
                    coordinator.post(
                            "",
                            Labs.transaction(
                                    Labs.participant(id),
                                    Labs.subject(
                                            id,
                                            subject % 5 == 0
                                                    ? ResearchSubjectStatus.WITHDRAWN
                                                    : ResearchSubjectStatus.SCREENING))));
        }
    }

    /** Sends a range of bundles for each subject, and says how long each bundle took. */
    Timings push(int firstBundle, int bundles) throws Exception {
        FhirClient laboratory = server.client("ehr-demo");
        return inParallel(SUBJECTS * bundles, i -> {
            int subject = i % SUBJECTS;
            String bundle = bundle("bench-" + subject, firstBundle + i / SUBJECTS);
            return () -> expect(200, laboratory.post("", bundle, "Prefer", "return=minimal"));
        });
    }

    /**
     * Runs a search again and again, one at a time. It asks for what is stored now: HAPI as it comes would answer for
     * a minute what it found before, without a look at the database, and leave out what was written since.
     */
    Timings search(int times, IntFunction<String> query) {
        FhirClient analyst = server.client("analyst-demo");
        Timings timings = new Timings();
        long began = System.nanoTime();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            Answer answer =
                    expect(200, analyst.get(query.apply(i % SUBJECTS) + "&_count=20", "Cache-Control", "no-cache"));
            timings.add(System.nanoTime() - start);
            if (!answer.body().contains("\"entry\"")) {
                throw new AssertionError("Nothing was found by " + query.apply(i % SUBJECTS));
            }
        }
        timings.took(System.nanoTime() - began);
        return timings;
    }

    /** Does work with all clients at once, and says how long each piece took. */
    static Timings inParallel(int number, IntFunction<Runnable> work) throws Exception {
        ConcurrentLinkedQueue<Runnable> open = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < number; i++) {
            open.add(work.apply(i));
        }
        Timings timings = new Timings();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        long began = System.nanoTime();
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            futures.add(clients.submit(() -> {
                for (Runnable next = open.poll(); next != null; next = open.poll()) {
                    long start = System.nanoTime();
                    next.run();
                    timings.add(System.nanoTime() - start);
                }
            }));
        }
        // After a failure too, or the others' threads would keep the process alive.
        clients.shutdown();
        for (Future<?> future : futures) {
            future.get();
        }
        timings.took(System.nanoTime() - began);
        return timings;
    }

    private static String bundle(String subject, int number) {
        String day = "2026-%02d-%02dT08:00:00+08:00".formatted(1 + number / 28 % 12, 1 + number % 28);
        Resource[] results = new Resource[RESULTS_A_BUNDLE];
        for (int i = 0; i < RESULTS_A_BUNDLE; i++) {
            String identifier = subject + "-" + number + "-" + i;
            // Distinct values, so that a threshold finds some of them and not all.
            int value = (number * 31 + i * 7 + subject.hashCode() % 13) % 150;
            results[i] = switch (i % 4) {
                case 0 -> Labs.platelets(subject, identifier, "" + Math.abs(value), "10*9/L", day);
                case 1 -> Labs.alt(subject, identifier, "" + Math.abs(value), day);
                case 2 -> Labs.platelets(subject, identifier, "" + Math.abs(value) * 1000, "/uL", day);
                default -> Labs.result(subject, identifier, "2465-3", "" + (5 + Math.abs(value) % 10), "g/L", day);
            };
        }
        return FhirClient.json(Labs.transaction(results));
    }

    private static Answer expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer;
    }
}
