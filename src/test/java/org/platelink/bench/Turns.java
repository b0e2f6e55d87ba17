package org.platelink.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;

/**
 * Two servers, both up at once, which take turns with the same load, the one that begins changing each time.
 *
 * <p>A machine's speed drifts by a third within minutes, so what is compared is each round's pair.
 */
final class Turns {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);

    /**
     * Bundles of each subject. With fewer, a third of what is measured is the work of the compiler, which a server
     * that has run for an hour has behind it.
     */
    private static final int WARM_UP_BUNDLES = Integer.getInteger("bench.warmUpBundles", 80);

    private static final int WARM_UP_SEARCHES = Integer.getInteger("bench.warmUpSearches", 1000);
    private static final int BUNDLES_A_ROUND = 4;
    private static final int SEARCHES = 100;

    private Turns() {}

    static void measure(Figures figures, EmbeddedPostgres postgres, Contender one, Contender other) throws Exception {
        try (BenchedServer oneServer = one.start();
                BenchedServer otherServer = other.start()) {
            MeasuredServer first = new MeasuredServer(figures, one.name(), oneServer, postgres);
            MeasuredServer second = new MeasuredServer(figures, other.name(), otherServer, postgres);
            for (MeasuredServer measured : List.of(first, second)) {
                measured.warmUp(WARM_UP_BUNDLES, WARM_UP_SEARCHES);
            }
            for (int round = 0; round < ROUNDS; round++) {
                int bundle = WARM_UP_BUNDLES + round * BUNDLES_A_ROUND;
                List<MeasuredServer> turns = round % 2 == 0 ? List.of(first, second) : List.of(second, first);
                for (MeasuredServer measured : turns) {
                    measured.writes(bundle, BUNDLES_A_ROUND);
                }
                for (MeasuredServer measured : turns) {
                    measured.searches(SEARCHES);
                }
            }
            first.memory();
            second.memory();
        }
    }
}
