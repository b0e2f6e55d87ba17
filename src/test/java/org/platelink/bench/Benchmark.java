package org.platelink.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.slf4j.LoggerFactory;

/** Starts both servers some times, runs them through the same load in turns, and prints the table. */
final class Benchmark {

    private static final int STARTS = Integer.getInteger("bench.starts", 3);

    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try (EmbeddedPostgres postgres = Contender.durablePostgres()) {
            Contender ours = Contender.platelink(postgres);
            Contender stock = Contender.stock(postgres);
            Figures figures = new Figures();
            measureStarts(figures, ours, stock);
            Turns.measure(figures, postgres, ours, stock);
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
}
