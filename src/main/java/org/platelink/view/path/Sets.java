package org.platelink.view.path;

import java.util.ArrayList;
import java.util.List;

/** Collections without what is in them twice. */
final class Sets {

    private Sets() {}

    static boolean has(List<Item> items, Item wanted) {
        for (Item item : items) {
            if (Boolean.TRUE.equals(Comparison.equal(item, wanted))) {
                return true;
            }
        }
        return false;
    }

    static List<Item> distinct(List<Item> items) {
        if (items.size() < 2) {
            return items;
        }
        List<Item> distinct = new ArrayList<>();
        for (Item item : items) {
            if (!has(distinct, item)) {
                distinct.add(item);
            }
        }
        return distinct;
    }

    static List<Item> union(List<Item> one, List<Item> other) {
        List<Item> both = new ArrayList<>(one);
        both.addAll(other);
        return distinct(both);
    }
}
