package org.platelink.analytics.view.path;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.view.path.Compiler.Part;

/** Finds what evaluates a function, by its name and its number of arguments. */
final class Functions {

    /**
     * What a function is made of.
     *
     * @param least the fewest arguments
     * @param most the most
     */
    record Signature(int least, int most, Maker maker) {}

    /** Makes the evaluation of a call. */
    @FunctionalInterface
    interface Maker {

        Part of(Functions at, List<Ast> arguments);
    }

    private static final Map<String, Signature> KNOWN = signatures();

    private final Compiler compiler;
    private final Types on;
    private final Types self;

    Functions(Compiler compiler, Types on, Types self) {
        this.compiler = compiler;
        this.on = on;
        this.self = self;
    }

    private static Map<String, Signature> signatures() {
        Map<String, Signature> known = new HashMap<>();
        CollectionFunctions.addTo(known);
        TextFunctions.addTo(known);
        NumberFunctions.addTo(known);
        ConversionFunctions.addTo(known);
        KeyFunctions.addTo(known);
        return Map.copyOf(known);
    }

    Part call(Ast.Call call) {
        Signature signature = KNOWN.get(call.function());
        if (signature == null) {
            throw new PathRefused("The function " + call.function() + "() is not supported in views. Supported are "
                    + String.join(", ", new TreeSet<>(KNOWN.keySet())) + ".");
        }
        int given = call.arguments().size();
        if (given < signature.least() || given > signature.most()) {
            String wanted = signature.least() == signature.most()
                    ? Integer.toString(signature.least())
                    : signature.least() + " to " + signature.most();
            throw new PathRefused("The function " + call.function() + "() takes " + wanted + " arguments, and here are "
                    + given + ".");
        }
        return signature.maker().of(this, call.arguments());
    }

    /** What the function is called on. */
    Types on() {
        return on;
    }

    /** An argument that is evaluated once, where the function stands. */
    Part value(Ast argument) {
        return compiler.compile(argument, self, self);
    }

    /** An argument that is evaluated for each of what the function is called on, as {@code $this}. */
    Part each(Ast argument) {
        return compiler.compile(argument, on, on);
    }

    /** An argument that names a type. */
    static ElementType type(Ast argument) {
        String name = Compiler.typeName(argument);
        if (name == null) {
            throw new PathRefused("Here stands no name of a type.");
        }
        return TypeTests.type(name);
    }

    /** A function of a single value; of nothing it makes nothing. */
    static Part ofOne(Types types, String name, java.util.function.Function<Item, @Nullable Item> what) {
        return new Part(
                (input, scope) -> {
                    if (input.isEmpty()) {
                        return List.of();
                    }
                    Item result = what.apply(Operators.single(input, name + "()"));
                    return result == null ? List.of() : List.of(result);
                },
                types);
    }
}
