package org.platelink.security.audit;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the hash chain row by row together with its checkpoints, both in their order. It stops at the first row
 * that does not follow from the one before.
 */
final class ChainWalk {

    private final Iterator<Checkpoint> checkpoints;
    private final Map<Long, Link> words = new TreeMap<>();
    private @Nullable Checkpoint checkpoint;
    private Link head = Link.NONE;
    private @Nullable BrokenLink broken;

    /**
     * Starts before the first row.
     *
     * @param checkpoints ordered by the last row that they cover
     * @param words the last written links of servers that have not set a checkpoint on them
     */
    ChainWalk(Iterator<Checkpoint> checkpoints, Collection<Link> words) {
        this.checkpoints = checkpoints;
        this.checkpoint = checkpoints.hasNext() ? checkpoints.next() : null;
        words.forEach(word -> this.words.put(word.seq(), word));
        this.words.remove(0L);
    }

    /** The last intact row. */
    Link head() {
        return head;
    }

    @Nullable
    BrokenLink broken() {
        return broken;
    }

    /** Checks the next row, given as it is in the database. */
    void step(long seq, String event, String previous, String hash) {
        Link next = head.with(event);
        if (seq != next.seq()) {
            String which = seq - 1 == next.seq() ? "the row is" : "the rows up to " + (seq - 1) + " are";
            broken = new BrokenLink(next.seq(), which + " missing");
        } else if (!previous.equals(head.hash())) {
            broken = new BrokenLink(seq, "it does not follow from the row before");
        } else if (!hash.equals(next.hash())) {
            broken = new BrokenLink(seq, "its event or its hash was changed");
        } else if (!words.getOrDefault(seq, next).equals(next)) {
            broken = new BrokenLink(
                    seq, "it was written anew: it is not what the server wrote, which was killed or still runs");
        } else {
            String anew = anew(next);
            broken = anew == null ? null : new BrokenLink(seq, anew);
            head = anew == null ? next : head;
        }
    }

    /** The contradiction between a row and the checkpoints that cover it; null if there is none. */
    private @Nullable String anew(Link next) {
        while (checkpoint != null && checkpoint.head().seq() <= next.seq()) {
            if (checkpoint.head().seq() == next.seq() && !checkpoint.head().equals(next)) {
                return "the chain up to here was written anew: the checkpoint of " + checkpoint.time()
                        + " has another hash";
            }
            checkpoint = checkpoints.hasNext() ? checkpoints.next() : null;
        }
        return null;
    }

    /** Ends the walk, and checks that no row is missing at the end. */
    @Nullable
    BrokenLink end() {
        if (broken != null) {
            return broken;
        }
        Checkpoint furthest = checkpoint;
        while (checkpoints.hasNext()) {
            furthest = checkpoints.next();
        }
        if (furthest != null) {
            broken = new BrokenLink(
                    head.seq() + 1,
                    "the rows from here on were cut off: the checkpoint of " + furthest.time() + " saw "
                            + furthest.head().seq() + " rows");
        }
        words.keySet().stream()
                .filter(seq -> broken == null && seq > head.seq())
                .findFirst()
                .ifPresent(seq -> broken = new BrokenLink(
                        head.seq() + 1,
                        "the last rows are missing: the server wrote " + seq
                                + " before it was stopped; they were erased, or the power was cut"));
        return broken;
    }
}
