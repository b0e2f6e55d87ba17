package org.platelink.analytics.view.path;

import java.util.ArrayList;
import java.util.List;

/**
 * The function {@code repeat()}: all items that an expression leads to, and recursively those that it leads to from
 * there, each once.
 *
 * @param projection the expression
 */
record Repetition(Evaluation projection) implements Evaluation {

    /** More than any resource has elements: an expression that repeats without end stops here. */
    private static final int MOST = 10_000;

    @Override
    public List<Item> of(List<Item> input, Scope scope) {
        List<Item> all = new ArrayList<>();
        List<Item> next = input;
        while (!next.isEmpty()) {
            List<Item> found = new ArrayList<>();
            for (Item item : next) {
                for (Item one : projection.of(List.of(item), scope.on(item, 0))) {
                    if (!DistinctItems.has(all, one, scope.steps())) {
                        found.add(one);
                        all.add(one);
                    }
                }
            }
            if (all.size() > MOST) {
                throw new PathRefused("repeat() came to more than " + MOST + " elements.");
            }
            next = found;
        }
        return all;
    }
}
