package org.platelink.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Runs both servers through the same load and prints the table.
 *
 * <p>A machine's speed drifts by a third within minutes. So both servers are up at once and take turns, round after round,
 * the one that begins changing each time; what is compared is each round's pair, and the table gives medians.
 */
final class Benchmark {

    private static final int WARM_UP_BUNDLES = 20;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
    private static final int STARTS = Integer.getInteger("bench.starts", 3);
    private static final int BUNDLES_A_ROUND = 4;
    private static final int SEARCHES = 100;

    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try (EmbeddedPostgres postgres = Contender.durablePostgres()) {
            Contender ours = Contender.platelink(postgres);
            Contender stock = Contender.stock(postgres);
            Figures figures = new Figures();
            measureStarts(figures, ours, stock);
            measureLoad(figures, ours, stock);
            System.out.println(figures.table(ours.name(), stock.name()));
        }
    }

    private static void measureStarts(Figures figures, Contender... contenders) throws IOException {
        for (Contender contender : contenders) {
            try (BenchedServer server = contender.start()) {
                figures.add("start cold, s", contender.name(), server.startUp().toMillis() / 1e3);
            }
        }
        for (int i = 0; i < STARTS; i++) {
            for (Contender contender : contenders) {
                try (BenchedServer server = contender.start()) {
                    figures.add(
                            "start warm, s", contender.name(), server.startUp().toMillis() / 1e3);
                }
            }
        }
    }

    private static void measureLoad(Figures figures, Contender ours, Contender stock) throws Exception {
        try (BenchedServer our = ours.start();
                BenchedServer theirs = stock.start()) {
            Measured first = new Measured(figures, ours.name(), our);
            Measured second = new Measured(figures, stock.name(), theirs);
            for (Measured measured : List.of(first, second)) {
                measured.warmUp(WARM_UP_BUNDLES, SEARCHES);
            }
            for (int round = 0; round < ROUNDS; round++) {
                int bundle = WARM_UP_BUNDLES + round * BUNDLES_A_ROUND;
                for (Measured measured : round % 2 == 0 ? List.of(first, second) : List.of(second, first)) {
                    measured.writes(bundle, BUNDLES_A_ROUND);
                }
                for (Measured measured : round % 2 == 0 ? List.of(first, second) : List.of(second, first)) {
                    measured.searches(SEARCHES);
                }
            }
            first.memory();
            second.memory();
        }
    }
}
