package org.platelink.view.path;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an expression can see beside what it works on.
 *
 * @param resource the resource
 * @param context on what the whole expression is evaluated
 * @param self {@code $this}
 * @param index {@code $index}; -1 outside of an iteration
 * @param rowIndex {@code %rowIndex}
 */
record Scope(Item resource, Item context, @Nullable Item self, int index, int rowIndex) {

    Scope on(Item item, int at) {
        return new Scope(resource, context, item, at, rowIndex);
    }

    List<Item> selfOr(List<Item> input) {
        return self == null ? input : List.of(self);
    }
}
