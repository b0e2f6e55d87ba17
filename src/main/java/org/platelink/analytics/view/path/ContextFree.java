package org.platelink.analytics.view.path;

import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds subexpressions whose result depends on their input only, not on where they stand, so that they can be shared.
 *
 * @param isConstant whether a {@code %name} is the same everywhere
 */
record ContextFree(Predicate<String> isConstant) {

    /** Functions whose arguments are evaluated on the items the function is called on, or are names of types. */
    private static final Set<String> ON_EACH =
            Set.of("where", "exists", "all", "select", "ofType", "as", "is", "getReferenceKey");

    /**
     * Whether the expression is more than a value and depends on its input only: not on {@code $this},
     * {@code %context} and the like, whose meaning depends on where it stands.
     */
    boolean alone(Ast syntax) {
        return !isValue(syntax) && dependsOnInputOnly(syntax);
    }

    private boolean dependsOnInputOnly(Ast syntax) {
        if (syntax instanceof Ast.Call call) {
            return call.arguments().stream()
                    .allMatch(ON_EACH.contains(call.function()) ? this::dependsOnInputOnly : this::isValue);
        }
        if (syntax instanceof Ast.Step step) {
            return dependsOnInputOnly(step.of()) && dependsOnInputOnly(step.step());
        }
        if (syntax instanceof Ast.Indexer at) {
            return dependsOnInputOnly(at.of()) && dependsOnInputOnly(at.index());
        }
        if (syntax instanceof Ast.Operation operation) {
            return dependsOnInputOnly(operation.left()) && dependsOnInputOnly(operation.right());
        }
        if (syntax instanceof Ast.OfType ofType) {
            return dependsOnInputOnly(ofType.of());
        }
        if (syntax instanceof Ast.Negative negative) {
            return dependsOnInputOnly(negative.of());
        }
        return syntax instanceof Ast.Member || isValue(syntax);
    }

    private boolean isValue(Ast syntax) {
        return syntax instanceof Ast.Literal
                || syntax instanceof Ast.TemporalLiteral
                || syntax instanceof Ast.QuantityLiteral
                || syntax instanceof Ast.EmptyCollection
                || (syntax instanceof Ast.Variable variable && isConstant.test(variable.name()));
    }
}
