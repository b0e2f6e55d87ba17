package org.platelink.intake;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.journal.Finding;
import org.platelink.journal.Waiting;
import org.platelink.lab.Delivered;

/** Understands the messages of one kind of door, as they were kept, by the maps of this hour. */
interface Understanding {

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
     * @param checked whether the guide was asked about the resources
     */
    record Understood(@Nullable Instant sent, List<Delivered> resources, List<Finding> findings, boolean checked) {

        public Understood {
            resources = List.copyOf(resources);
            findings = List.copyOf(findings);
        }
    }
}
