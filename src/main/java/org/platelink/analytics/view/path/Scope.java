package org.platelink.analytics.view.path;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Variables that an expression can use besides its input.
 *
 * @param pass the evaluation context of the resource
 * @param context the item on which the whole expression is evaluated, {@code %context}
 * @param self {@code $this}
 * @param index {@code $index}; -1 outside of an iteration
 * @param rowIndex {@code %rowIndex}
 */
record Scope(EvaluationContext pass, Item context, @Nullable Item self, int index, int rowIndex) {

    Scope on(Item item, int at) {
        return new Scope(pass, context, item, at, rowIndex);
    }

    StepBudget steps() {
        return pass.steps();
    }

    List<Item> selfOr(List<Item> input) {
        return self == null ? input : List.of(self);
    }
}
