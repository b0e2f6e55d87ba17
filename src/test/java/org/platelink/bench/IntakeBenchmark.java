package org.platelink.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.platelink.bench.IntakeLoad.LoadResult;
import org.slf4j.LoggerFactory;

/**
 * The ways of a laboratory's results into one server, in turns: messages of HL7 v2, transactions of an EHR, and
 * transactions of a coordinator, which HAPI takes as they are. With {@code --results 100000} it sends so many in
 * messages and samples the memory instead; {@code --messages}, {@code --rounds}, {@code --warm-up} and {@code
 * --participants} change the rest.
 */
final class IntakeBenchmark {

    private static final List<String> WAYS = List.of("HL7 v2", "FHIR door", "plain HAPI");
    private static final int ONE_BY_ONE = 20;

    private final EmbeddedPostgres postgres;
    private final BenchedServer server;
    private final IntakeLoad load;
    private final Figures figures = new Figures();

    private IntakeBenchmark(EmbeddedPostgres postgres, BenchedServer server, IntakeLoad load) {
        this.postgres = postgres;
        this.server = server;
        this.load = load;
    }

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Options options = new Options(List.of(arguments));
        try (EmbeddedPostgres postgres = Contender.durablePostgres();
                BenchedServer server = Contender.platelink(postgres).start()) {
            IntakeLoad load = new IntakeLoad(server, options.number("--participants", 50));
            load.register();
            System.out.printf("the server is process %d%n", server.pid());
            int results = options.number("--results", 0);
            if (results > 0) {
                new MemoryRun(server, load).send(results);
            } else {
                new IntakeBenchmark(postgres, server, load).run(options);
            }
        }
    }

    private void run(Options options) throws Exception {
        int messages = options.number("--messages", 150);
        for (String way : WAYS) {
            measure(way, "WARM-" + WAYS.indexOf(way), options.number("--warm-up", 100), new Figures());
        }
        for (int round = 0; round < options.number("--rounds", 3); round++) {
            for (int i = 0; i < WAYS.size(); i++) {
                int way = (round + i) % WAYS.size();
                measure(WAYS.get(way), "R" + round + "-" + way, messages, figures);
            }
            figures.add(
                    "sent to stored, idle, ms",
                    WAYS.get(0),
                    load.oneByOne("I" + round, ONE_BY_ONE).quantile(0.5));
            System.out.printf("load of the machine: %.1f%n", loadOfTheMachine());
        }
        System.out.println(figures.medians(WAYS));
    }

    private static double loadOfTheMachine() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private void measure(String way, String series, int messages, Figures into) throws Exception {
        ProcessorTime before = ProcessorTime.now(server, postgres);
        double seconds;
        if (way.equals(WAYS.get(0))) {
            seconds = messages(way, series, messages, into);
        } else {
            String who = way.equals(WAYS.get(1)) ? "ehr-demo" : "coordinator-demo";
            Timings timings = load.transactions(who, series, messages);
            seconds = timings.total() / 1e9;
            answers(way, timings, into);
        }
        ProcessorTime used = ProcessorTime.now(server, postgres).since(before);
        into.add("results/s", way, messages * LabOrder.RESULTS / seconds);
        into.add("processor of server, ms/order", way, (double) used.server().toMillis() / messages);
        into.add(
                "processor of database, ms/order", way, (double) used.database().toMillis() / messages);
        System.out.printf(
                "%s %s: %.0f results/s, %d ms of processor an order, and %d of the database%n",
                series,
                way,
                messages * LabOrder.RESULTS / seconds,
                used.server().toMillis() / messages,
                used.database().toMillis() / messages);
    }

    private double messages(String way, String series, int messages, Figures into) throws Exception {
        LoadResult sent = load.messages(series, messages);
        answers(way, sent.answered(), into);
        into.add("acknowledged results/s", way, sent.answered().rate() * LabOrder.RESULTS);
        into.add("wait for turn p50, ms", way, sent.waits().quantile(0.5));
        into.add("wait for turn p95, ms", way, sent.waits().quantile(0.95));
        into.add("last ACK to all applied, ms", way, sent.after() * 1e3);
        return sent.applied();
    }

    private static void answers(String way, Timings timings, Figures into) {
        into.add("answer p50, ms", way, timings.quantile(0.5));
        into.add("answer p95, ms", way, timings.quantile(0.95));
        into.add("answer p99, ms", way, timings.quantile(0.99));
    }
}
