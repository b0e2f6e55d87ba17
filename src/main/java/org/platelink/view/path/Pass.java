package org.platelink.view.path;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation of a view's expressions on one resource, by one thread. It remembers what the parts that they have in common
 * led to.
 */
public final class Pass {

    private final Item resource;
    private final @Nullable Item[] asked;
    private final @Nullable List<Item>[] found;
    private @Nullable Scope scope;
    private List<Item> only = List.of();

    @SuppressWarnings("unchecked")
    Pass(Item resource, int parts) {
        this.resource = resource;
        this.asked = new Item[parts];
        this.found = new List[parts];
    }

    /** On what it is. */
    public Item resource() {
        return resource;
    }

    /** Columns that stand beside each other have the same. */
    Scope scope(Item focus, int rowIndex) {
        Scope last = scope;
        if (last == null || last.context() != focus || last.rowIndex() != rowIndex) {
            last = new Scope(this, focus, focus, -1, rowIndex);
            scope = last;
        }
        return last;
    }

    /** Nothing but an item. */
    List<Item> only(Item focus) {
        if (only.isEmpty() || only.get(0) != focus) {
            only = List.of(focus);
        }
        return only;
    }

    /** What a part led to when it was last evaluated, if that was on this very item; null if it was not. */
    @Nullable
    List<Item> known(int part, Item on) {
        return asked[part] == on ? found[part] : null;
    }

    void remember(int part, Item on, List<Item> what) {
        asked[part] = on;
        found[part] = what;
    }
}
