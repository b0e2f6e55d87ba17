package org.platelink.analytics.view.path;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluation of a view's expressions on one resource, by one thread. It caches the results of common subexpressions.
 */
public final class EvaluationContext {

    private final Item resource;
    private final StepBudget steps;
    private final @Nullable Item[] asked;
    private final @Nullable List<Item>[] found;

    @SuppressWarnings("unchecked")
    EvaluationContext(Item resource, int parts, Cancellation cancellation) {
        this.resource = resource;
        this.steps = new StepBudget(cancellation);
        this.asked = new Item[parts];
        this.found = (List<Item>[]) new List<?>[parts];
    }

    /** The resource on which the expressions are evaluated. */
    public Item resource() {
        return resource;
    }

    StepBudget steps() {
        return steps;
    }

    /**
     * The cached result of a common subexpression, if it was last evaluated on this very item; null if it was not.
     */
    @Nullable
    List<Item> known(int part, Item on) {
        return asked[part] == on ? found[part] : null;
    }

    void remember(int part, Item on, List<Item> what) {
        asked[part] = on;
        found[part] = what;
    }
}
