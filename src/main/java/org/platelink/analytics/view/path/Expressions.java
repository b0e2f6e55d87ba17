package org.platelink.analytics.view.path;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of one view, with common subexpression elimination: what several of them have in common, such as
 * the condition of a column and of the one for its unit, is evaluated once on each resource.
 */
public final class Expressions {

    private final Map<String, Item> constants;
    private final Map<Key, SharedSubexpression> parts = new HashMap<>();
    private int shared;

    /** Key of a subexpression: its syntax and the types of its input, since only both together define its meaning. */
    private record Key(Ast syntax, Types on) {}

    /**
     * @param constants the values of {@code %name}; they may be added until the first expression is read
     */
    public Expressions(Map<String, Item> constants) {
        this.constants = constants;
    }

    /**
     * Compiles an expression.
     *
     * @param expression the FHIRPath text
     * @param start the types on which it will be evaluated
     * @throws PathRefused if it is not valid, or has something that is not supported
     */
    public FhirPath read(String expression, Types start) {
        Compiler compiler = new Compiler(constants, this);
        Ast syntax = Parser.parse(expression);
        Compiler.Part whole = compiler.compile(syntax, start, start);
        return new FhirPath(syntax, whole.evaluation(), whole.types(), compiler.doubts());
    }

    /**
     * Starts the evaluation on a resource; all expressions must have been read.
     *
     * @param cancellation an exception from it ends the evaluation
     */
    public EvaluationContext on(Item resource, Cancellation cancellation) {
        return new EvaluationContext(resource, shared, cancellation);
    }

    /**
     * The subexpression shared with an expression that was read before, or a new one.
     *
     * @param doubts takes the warnings about the subexpression
     */
    Compiler.Part part(Ast syntax, Types on, List<String> doubts, Supplier<Compiler.Part> made) {
        Key key = new Key(syntax, on);
        SharedSubexpression known = parts.get(key);
        if (known == null) {
            int before = doubts.size();
            Compiler.Part part = made.get();
            known = new SharedSubexpression(part, List.copyOf(doubts.subList(before, doubts.size())));
            parts.put(key, known);
        } else {
            doubts.addAll(known.doubts);
            if (known.place < 0) {
                known.place = shared++;
            }
        }
        return new Compiler.Part(known, known.part.types());
    }

    /** A subexpression that is evaluated once per item if it occurs in several places. */
    private static final class SharedSubexpression implements Evaluation {

        private final Compiler.Part part;
        private final List<String> doubts;
        private int place = -1;

        SharedSubexpression(Compiler.Part part, List<String> doubts) {
            this.part = part;
            this.doubts = doubts;
        }

        @Override
        public List<Item> of(List<Item> input, Scope scope) {
            if (place < 0 || input.size() != 1) {
                return part.evaluation().of(input, scope);
            }
            Item item = input.get(0);
            @Nullable List<Item> known = scope.pass().known(place, item);
            if (known == null) {
                known = part.evaluation().of(input, scope);
                scope.pass().remember(place, item, known);
            }
            return known;
        }
    }
}
