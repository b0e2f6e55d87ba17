package org.platelink.analytics.view.path;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code code = 'a' or code = 'b'}: the usual way to ask for one of several texts, which views use for each analyte. One text is
 * looked up among them; for whatever else the question leads to, the operators say what it means.
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

    /** The texts with which the same is compared, and nothing else; null if it is another question. */
    static @Nullable Set<String> texts(Ast.Operation or) {
        Set<String> texts = new HashSet<>();
        return add(or, asked(or), texts) ? texts : null;
    }

    /** What is compared first. */
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
