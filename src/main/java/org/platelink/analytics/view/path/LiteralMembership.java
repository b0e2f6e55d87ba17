package org.platelink.analytics.view.path;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Optimization of {@code code = 'a' or code = 'b'}, the usual way to test for one of several texts, which views use
 * for each analyte. If the left side leads to a single text, it is looked up in a set; otherwise the operators are
 * evaluated.
 *
 * @param asked the left side of the comparisons
 * @param texts the literals it is compared with
 * @param operators the unoptimized expression
 */
record LiteralMembership(Evaluation asked, Set<String> texts, Evaluation operators) implements Evaluation {

    @Override
    public List<Item> of(List<Item> input, Scope scope) {
        List<Item> items = asked.of(input, scope);
        if (items.size() == 1
                && items.get(0).type().kind() == ElementType.Kind.TEXT
                && items.get(0).value() instanceof String text) {
            return Item.list(texts.contains(text));
        }
        return operators.of(input, scope);
    }

    /**
     * The literals, if all comparisons have the same left side and there is nothing else; null if the expression is
     * of another form.
     */
    static @Nullable Set<String> texts(Ast.Operation or) {
        Set<String> texts = new HashSet<>();
        return add(or, asked(or), texts) ? texts : null;
    }

    /** The left side of the first comparison. */
    static Ast asked(Ast syntax) {
        return syntax instanceof Ast.Operation operation ? asked(operation.left()) : syntax;
    }

    private static boolean add(Ast syntax, Ast asked, Set<String> texts) {
        if (!(syntax instanceof Ast.Operation operation)) {
            return false;
        }
        if (operation.operator().equals("or")) {
            return add(operation.left(), asked, texts) && add(operation.right(), asked, texts);
        }
        if (operation.operator().equals("=")
                && operation.left().equals(asked)
                && operation.right() instanceof Ast.Literal literal
                && literal.value() instanceof String text) {
            texts.add(text);
            return true;
        }
        return false;
    }
}
