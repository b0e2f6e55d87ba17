package org.platelink.security.audit;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Goes along the rows of a trail and its checkpoints in their order, and stops at the first row that does not follow from the
 * one before.
 */
final class ChainWalk {

    private final Iterator<Checkpoint> checkpoints;
    private final Map<Long, Link> words = new TreeMap<>();
    private @Nullable Checkpoint checkpoint;
    private Link head = Link.NONE;
    private @Nullable BrokenLink broken;

    /**
     * At the beginning.
     *
     * @param checkpoints in the order of the rows that they saw last
     * @param words what servers wrote last that have not set a checkpoint on it
     */
    ChainWalk(Iterator<Checkpoint> checkpoints, Collection<Link> words) {
        this.checkpoints = checkpoints;
        this.checkpoint = checkpoints.hasNext() ? checkpoints.next() : null;
        words.forEach(word -> this.words.put(word.seq(), word));
        this.words.remove(0L);
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

    /** What the checkpoints of a row have to say against it; null if nothing. */
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

    /** Ends the walk. */
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
