package org.platelink.laboratory.intake;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Waiting;
import org.platelink.laboratory.lab.DeliveredResource;

/** Understands the messages of one kind of door, as they were kept, by the maps of this hour. */
interface MessageInterpreter {

    /** Whether a message came through such a door. */
    boolean understands(Waiting message);

    /** What a message comes to. */
    Understood understand(Waiting message);

    /**
     * What a message comes to.
     *
     * @param sent when it was made; null if it does not say
     * @param resources what to store, if nothing was found
     * @param findings what keeps it from being stored
     * @param checked whether the guide and the screening were asked about the resources
     * @param held what keeps single results from being stored, which are not among the resources
     * @param waiting how many results those are
     * @param leftOut how many results are none of the study's
     * @param onlyIfNew the ids of those that are left alone if any state of them is stored
     * @param onCondition the ids of those of which no more than one may be stored with their identifier
     */
    record Understood(
            @Nullable Instant sent,
            List<DeliveredResource> resources,
            List<Finding> findings,
            boolean checked,
            List<Finding> held,
            int waiting,
            int leftOut,
            Set<String> onlyIfNew,
            Set<String> onCondition) {

        public Understood {
            resources = List.copyOf(resources);
            findings = List.copyOf(findings);
            held = List.copyOf(held);
            onlyIfNew = Set.copyOf(onlyIfNew);
            onCondition = Set.copyOf(onCondition);
        }

        /** Of which nothing is asked on condition. */
        Understood(
                @Nullable Instant sent,
                List<DeliveredResource> resources,
                List<Finding> findings,
                boolean checked,
                List<Finding> held,
                int waiting,
                int leftOut) {
            this(sent, resources, findings, checked, held, waiting, leftOut, Set.of(), Set.of());
        }

        /** Of which all results are among the resources. */
        Understood(@Nullable Instant sent, List<DeliveredResource> resources, List<Finding> findings, boolean checked) {
            this(sent, resources, findings, checked, List.of(), 0, 0);
        }

        /** The same, with what keeps it from being stored. */
        Understood with(List<Finding> found) {
            return new Understood(sent, resources, found, checked, held, waiting, leftOut, onlyIfNew, onCondition);
        }

        /** All that was found. */
        List<Finding> all() {
            return Stream.concat(findings.stream(), held.stream()).toList();
        }
    }
}
