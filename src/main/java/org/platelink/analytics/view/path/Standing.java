package org.platelink.analytics.view.path;

import java.util.Set;
import java.util.function.Predicate;

/**
 * Tells which parts of expressions lead to the same wherever they stand, if what they are evaluated on is the same.
 *
 * @param isConstant whether a {@code %name} is the same everywhere
 */
record Standing(Predicate<String> isConstant) {

    /** Functions whose arguments are evaluated on what the function is called on, or are names of types. */
    private static final Set<String> ON_EACH =
            Set.of("where", "exists", "all", "select", "ofType", "as", "is", "getReferenceKey");

    /**
     * Whether it is more than a value, and looks at nothing but what it is evaluated on: not at {@code $this},
     * {@code %context} and the like, which depend on where it stands.
     */
    boolean alone(Syntax syntax) {
        return !isValue(syntax) && dependsOnInputOnly(syntax);
    }

    private boolean dependsOnInputOnly(Syntax syntax) {
        if (syntax instanceof Syntax.Call call) {
            return call.arguments().stream()
                    .allMatch(ON_EACH.contains(call.function()) ? this::dependsOnInputOnly : this::isValue);
        }
        if (syntax instanceof Syntax.Step step) {
            return dependsOnInputOnly(step.of()) && dependsOnInputOnly(step.step());
        }
        if (syntax instanceof Syntax.At at) {
            return dependsOnInputOnly(at.of()) && dependsOnInputOnly(at.index());
        }
        if (syntax instanceof Syntax.Operation operation) {
            return dependsOnInputOnly(operation.left()) && dependsOnInputOnly(operation.right());
        }
        if (syntax instanceof Syntax.OfType ofType) {
            return dependsOnInputOnly(ofType.of());
        }
        if (syntax instanceof Syntax.Negative negative) {
            return dependsOnInputOnly(negative.of());
        }
        return syntax instanceof Syntax.Member || isValue(syntax);
    }

    private boolean isValue(Syntax syntax) {
        return syntax instanceof Syntax.Literal
                || syntax instanceof Syntax.TemporalLiteral
                || syntax instanceof Syntax.QuantityLiteral
                || syntax instanceof Syntax.Nothing
                || (syntax instanceof Syntax.Variable variable && isConstant.test(variable.name()));
    }
}
