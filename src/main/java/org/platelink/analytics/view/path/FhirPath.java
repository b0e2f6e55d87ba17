package org.platelink.analytics.view.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled FHIRPath expression. It is thread-safe. */
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
     * Creates a constant for expressions.
     *
     * @param type its FHIR type, such as {@code code}
     * @return null if R4 has no such type without parts, or the value is not of it
     */
    public static @Nullable Item constant(String type, JsonNode value) {
        ElementType elementType = ElementTypes.r4().named(type);
        if (elementType == null || elementType.isComplex()) {
            return null;
        }
        Item item = Item.of(elementType, value, null);
        return item.value() == null ? null : item;
    }

    /**
     * Evaluates the expression.
     *
     * @param focus the item to evaluate it on
     * @param pass the evaluation context of the resource that holds the focus
     * @param rowIndex the index of the focus in the iteration, from 0
     * @throws PathRefused if it met a value that it cannot be used on
     */
    public List<Item> of(Item focus, EvaluationContext pass, int rowIndex) {
        return evaluation.of(List.of(focus), new Scope(pass, focus, focus, -1, rowIndex));
    }

    /** Whether it is {@code %rowIndex} and nothing else. */
    public boolean isRowIndex() {
        return rowIndex;
    }

    /** The types of its result, as far as they are known. */
    public Types types() {
        return types;
    }

    /**
     * Warnings, as sentences, about parts that can never lead to anything, such as an element that a type does not
     * have.
     */
    public List<String> doubts() {
        return doubts;
    }
}
