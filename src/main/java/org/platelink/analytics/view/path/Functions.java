package org.platelink.analytics.view.path;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.view.path.Compiler.Part;

/** Compiles function calls: looks up the function by its name and checks its number of arguments. */
final class Functions {

    /**
     * Signature of a function.
     *
     * @param least the minimum number of arguments
     * @param most the maximum
     * @param maker compiles a call
     */
    record Signature(int least, int most, Maker maker) {}

    /** Compiles a call of the function. */
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
        Map<String, Signature> signatures = new HashMap<>();
        CollectionFunctions.addTo(signatures);
        TextFunctions.addTo(signatures);
        NumberFunctions.addTo(signatures);
        ConversionFunctions.addTo(signatures);
        KeyFunctions.addTo(signatures);
        return Map.copyOf(signatures);
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

    /** The types of what the function is called on. */
    Types on() {
        return on;
    }

    /** Compiles an argument that is evaluated once, where the function stands. */
    Part value(Ast argument) {
        return compiler.compile(argument, self, self);
    }

    /** Compiles an argument that is evaluated for each item the function is called on, with that as {@code $this}. */
    Part each(Ast argument) {
        return compiler.compile(argument, on, on);
    }

    /** Reads an argument that names a type. */
    static ElementType type(Ast argument) {
        String name = Compiler.typeName(argument);
        if (name == null) {
            throw new PathRefused("Here stands no name of a type.");
        }
        return TypeTests.type(name);
    }

    /** A function of a single value; for the empty collection its result is empty. */
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
