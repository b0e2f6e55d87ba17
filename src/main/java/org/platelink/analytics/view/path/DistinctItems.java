package org.platelink.analytics.view.path;

import java.util.ArrayList;
import java.util.List;

/** Set operations on collections: membership, removal of duplicates, union. */
final class DistinctItems {

    private DistinctItems() {}

    static boolean has(List<Item> items, Item wanted, StepBudget steps) {
        for (Item item : items) {
            if (Boolean.TRUE.equals(Comparison.equal(item, wanted, steps))) {
                return true;
            }
        }
        return false;
    }

    static List<Item> distinct(List<Item> items, StepBudget steps) {
        if (items.size() < 2) {
            return items;
        }
        List<Item> distinct = new ArrayList<>();
        for (Item item : items) {
            if (!has(distinct, item, steps)) {
                distinct.add(item);
            }
        }
        return distinct;
    }

    static List<Item> union(List<Item> one, List<Item> other, StepBudget steps) {
        List<Item> both = new ArrayList<>(one);
        both.addAll(other);
        return distinct(both, steps);
    }
}
