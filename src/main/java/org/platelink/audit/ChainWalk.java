package org.platelink.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes along the rows of a trail in their order, and stops at the first that does not follow from the one before. */
final class ChainWalk {

    private final Map<Long, Checkpoint> checkpoints = new HashMap<>();
    private @Nullable Checkpoint furthest;
    private Link head = Link.NONE;
    private @Nullable BrokenLink broken;

    ChainWalk(List<Checkpoint> all) {
        for (Checkpoint checkpoint : all) {
            checkpoints.put(checkpoint.head().seq(), checkpoint);
            if (furthest == null || checkpoint.head().seq() > furthest.head().seq()) {
                furthest = checkpoint;
            }
        }
    }

    /** The last row that is whole. */
    Link head() {
        return head;
    }

    @Nullable
    BrokenLink broken() {
        return broken;
    }

    /** Goes on to a row, all of it as it stands in the database. */
    void step(long seq, String event, String previous, String hash) {
        Link next = head.with(event);
        Checkpoint checkpoint = checkpoints.get(seq);
        if (seq != next.seq()) {
            String which = seq - 1 == next.seq() ? "the row is" : "the rows up to " + (seq - 1) + " are";
            broken = new BrokenLink(next.seq(), which + " missing");
        } else if (!previous.equals(head.hash())) {
            broken = new BrokenLink(seq, "it does not follow from the row before");
        } else if (!hash.equals(next.hash())) {
            broken = new BrokenLink(seq, "its event or its hash was changed");
        } else if (checkpoint != null && !checkpoint.head().equals(next)) {
            broken = new BrokenLink(
                    seq,
                    "the chain up to here was written anew: the checkpoint of " + checkpoint.time()
                            + " has another hash");
        } else {
            head = next;
        }
    }

    /** Ends the walk. */
    @Nullable
    BrokenLink end() {
        if (broken == null && furthest != null && furthest.head().seq() > head.seq()) {
            broken = new BrokenLink(
                    head.seq() + 1,
                    "the rows from here on were cut off: the checkpoint of " + furthest.time() + " saw "
                            + furthest.head().seq() + " rows");
        }
        return broken;
    }
}
