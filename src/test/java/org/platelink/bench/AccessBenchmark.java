package org.platelink.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.LoggerFactory;

/**
 * What it costs to ask who comes and to hold everybody to the rules: the server, and the same without its access
 * control.
 */
final class AccessBenchmark {

    private AccessBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try (EmbeddedPostgres postgres = Contender.durablePostgres()) {
            Contender guarded = Contender.platelink(postgres);
            Contender open = Contender.open(postgres);
            Figures figures = new Figures();
            Turns.measure(figures, postgres, guarded, open);
            System.out.println(figures.table(guarded.name(), open.name()));
        }
    }
}
