package org.platelink.laboratory.intake.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.platelink.laboratory.intake.fhir.Deliveries;

/** Whatever laboratories send and in whichever order it comes, each sample has the last state that was sent of it. */
class ResultIdentityPropertyTests {

    @Property(tries = 400)
    void eachSampleHasTheLastStateThatItsLaboratorySent(@ForAll long seed) {
        Random random = new Random(seed);
        Laboratory laboratory = new Laboratory(random, List.of("s1", "s2")).order(6);
        MemoryStore store = new MemoryStore();

        deliver(laboratory.delivered(), random, store);

        assertThat(store.results()).isEqualTo(laboratory.last());
    }

    /** Those that wait for another one of their number have another turn when that has come. */
    private static void deliver(List<Laboratory.Transmission> all, Random random, MemoryStore store) {
        Deliveries deliveries = new Deliveries();
        List<Delivery> waiting = new ArrayList<>();
        for (Laboratory.Transmission sent : all) {
            Delivery delivery = sent.isOfNamedAuthority() && random.nextBoolean()
                    ? deliveries.of(sent.bundle())
                    : deliveries.of(sent.oru("M" + waiting.size()));
            if (store.store(delivery).isEmpty()) {
                boolean more = true;
                while (more) {
                    more = waiting.removeIf(one -> store.store(one).isEmpty());
                }
            } else {
                waiting.add(delivery);
            }
        }
        assertThat(waiting).isEmpty();
    }
}
