package org.platelink.bench;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.laboratory.lab.Labs;

/**
 * Orders of a synthetic laboratory, sent by four clients at once: as messages of HL7 v2, or as transactions of FHIR.
 */
final class IntakeLoad {

    private static final Duration COME_AGAIN = Duration.ofSeconds(1);

    private final BenchedServer server;
    private final OrderJournal kept;
    private final int participants;

    IntakeLoad(BenchedServer server, int participants) {
        this.server = server;
        this.kept = new OrderJournal(server);
        this.participants = participants;
    }

    /** Registers the participants, each with the number that the laboratory knows. */
    void register() {
        FhirClient coordinator = server.client("coordinator-demo");
        for (int i = 0; i < participants; i++) {
            String id = LabOrder.patientId(i);
            expect(201, coordinator.put("/Patient/" + id, Labs.participant(id)));
            Parameters link = new Parameters();
            link.addParameter()
                    .setName("identifier")
                    .setValue(new Identifier()
                            .setSystem("https://platelink.org/synthetic")
                            .setValue(LabOrder.personNumber(i)));
            expect(200, coordinator.post("/Patient/" + id + "/$link", link));
        }
    }

    private LabOrder order(String series, int number) {
        return new LabOrder(series, number, number % participants);
    }

    /**
     * How messages went.
     *
     * @param answered how long each acknowledgement took
     * @param applied how long it took until the last one was applied, in seconds
     * @param after how long of this was after the last acknowledgement
     * @param waits how long each waited for its turn
     * @param overloaded how often a client was told to come again later
     */
    record LoadResult(Timings answered, double applied, double after, Timings waits, int overloaded) {}

    /** Sends messages, and waits until all are applied. */
    LoadResult messages(String series, int number) throws Exception {
        FhirClient laboratory = server.client("ehr-demo");
        Map<String, Boolean> ids = new ConcurrentHashMap<>();
        Timings answered = new Timings();
        AtomicInteger overloaded = new AtomicInteger();
        long began = System.nanoTime();
        answered.took(Load.inParallel(number, i -> {
                    String message = order(series, i).message();
                    return () -> ids.put(send(laboratory, message, answered, overloaded), true);
                })
                .total());
        long acknowledged = System.nanoTime();
        kept.awaitNoneWaits();
        long applied = System.nanoTime();
        Timings waits = kept.waitsOf(ids.keySet());
        return new LoadResult(
                answered, (applied - began) / 1e9, (applied - acknowledged) / 1e9, waits, overloaded.get());
    }

    /** Sends a message, later again if too many wait, and gives its id in the journal. */
    private String send(FhirClient laboratory, String message, Timings answered, AtomicInteger overloaded) {
        while (true) {
            long start = System.nanoTime();
            Answer answer = laboratory.send("POST", server.url("/intake/hl7v2"), "application/hl7-v2", message);
            if (answer.status() != 503) {
                answered.add(System.nanoTime() - start);
                expect(200, answer);
                return answer.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "");
            }
            overloaded.incrementAndGet();
            Awaitility.await().pollDelay(COME_AGAIN).until(() -> true);
        }
    }

    /**
     * Sends messages one by one, each when the one before is applied, and says how long it took from sending to
     * stored.
     */
    Timings oneByOne(String series, int number) {
        FhirClient laboratory = server.client("ehr-demo");
        Timings timings = new Timings();
        for (int i = 0; i < number; i++) {
            String message = order(series, i).message();
            long start = System.nanoTime();
            kept.awaitApplied(send(laboratory, message, new Timings(), new AtomicInteger()));
            timings.add(System.nanoTime() - start);
        }
        return timings;
    }

    /** Sends transactions as a client of the server. */
    Timings transactions(String who, String series, int number) throws Exception {
        FhirClient client = server.client(who);
        return Load.inParallel(number, i -> {
            String transaction = FhirClient.json(order(series, i).transaction());
            return () -> expect(200, client.post("", transaction, "Prefer", "return=minimal"));
        });
    }

    private static Answer expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer;
    }
}
