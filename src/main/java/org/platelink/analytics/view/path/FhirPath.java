package org.platelink.analytics.view.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression that is ready to be evaluated, by several threads at once if need be. */
public final class FhirPath {

    private final Evaluation evaluation;
    private final Types types;
    private final List<String> doubts;
    private final boolean rowIndex;

    FhirPath(Ast syntax, Evaluation evaluation, Types types, List<String> doubts) {
        this.rowIndex = syntax.equals(new Ast.Variable("rowIndex"));
        this.evaluation = evaluation;
        this.types = types;
        this.doubts = List.copyOf(doubts);
    }

    /**
     * A constant for expressions.
     *
     * @param type its FHIR type, such as {@code code}
     * @return null if R4 has no such type without parts, or the value is none of it
     */
    public static @Nullable Item constant(String type, JsonNode value) {
        ElementType known = ElementTypes.r4().named(type);
        if (known == null || known.isComplex()) {
            return null;
        }
        Item item = Item.of(known, value, null);
        return item.value() == null ? null : item;
    }

    /**
     * What it leads to.
     *
     * @param focus what to evaluate it on
     * @param pass over the resource in which that stands
     * @param rowIndex the place of the focus among those that are iterated, from 0
     * @throws PathRefused if it met a value that it cannot be used on
     */
    public List<Item> of(Item focus, EvaluationContext pass, int rowIndex) {
        return evaluation.of(List.of(focus), new Scope(pass, focus, focus, -1, rowIndex));
    }

    /** Whether it is {@code %rowIndex} and nothing else. */
    public boolean isRowIndex() {
        return rowIndex;
    }

    /** What it may lead to. */
    public Types types() {
        return types;
    }

    /** Sentences about what in it can never lead to anything, such as an element that a type does not have. */
    public List<String> doubts() {
        return doubts;
    }
}
