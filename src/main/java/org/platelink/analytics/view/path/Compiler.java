package org.platelink.analytics.view.path;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CodeSystems;

/** Compiles the syntax tree of an expression into an {@link Evaluation}. */
final class Compiler {

    /** A compiled subexpression: its evaluation, and the types of its result. */
    record Part(Evaluation evaluation, Types types) {

        static Part constant(Item item) {
            List<Item> always = List.of(item);
            return new Part((input, scope) -> always, Types.of(item.type()));
        }
    }

    private static final Map<String, String> NAMED_SYSTEMS = Map.of(
            "loinc", CodeSystems.LOINC,
            "sct", CodeSystems.SNOMED_CT,
            "ucum", CodeSystems.UCUM);

    private final Map<String, Item> constants;
    private final Expressions others;
    private final List<String> doubts = new ArrayList<>();

    /**
     * @param constants the values of {@code %name}
     * @param others the expressions of the view, with which common subexpressions are shared
     */
    Compiler(Map<String, Item> constants, Expressions others) {
        this.constants = constants;
        this.others = others;
    }

    List<String> doubts() {
        return doubts;
    }

    /**
     * Compiles an expression.
     *
     * @param syntax the syntax tree
     * @param on the types of the input
     * @param self the types of {@code $this}
     */
    Part compile(Ast syntax, Types on, Types self) {
        return new ContextFree(this::isConstant).alone(syntax)
                ? others.part(syntax, on, doubts, () -> counted(make(syntax, on, self)))
                : counted(make(syntax, on, self));
    }

    /** Charges every subexpression to the step budget, whatever it is. */
    private static Part counted(Part part) {
        Evaluation evaluation = part.evaluation();
        return new Part(
                (input, scope) -> {
                    List<Item> found = evaluation.of(input, scope);
                    scope.steps().spend(1L + found.size());
                    return found;
                },
                part.types());
    }

    private Part make(Ast syntax, Types on, Types self) {
        if (syntax instanceof Ast.Literal literal) {
            return Part.constant(literal(literal.value()));
        }
        if (syntax instanceof Ast.TemporalLiteral temporal) {
            return Part.constant(temporal(temporal.text()));
        }
        if (syntax instanceof Ast.QuantityLiteral quantity) {
            return Part.constant(Item.quantity(quantity.value(), quantity.unit()));
        }
        if (syntax instanceof Ast.EmptyCollection) {
            return new Part((input, scope) -> List.of(), Types.UNKNOWN);
        }
        if (syntax instanceof Ast.Variable variable) {
            return variable(variable.name());
        }
        if (syntax instanceof Ast.SpecialVariable special) {
            return special(special.name(), self);
        }
        if (syntax instanceof Ast.Member member) {
            return first(member.name(), on);
        }
        if (syntax instanceof Ast.Call call) {
            return new Functions(this, on, self).call(call);
        }
        if (syntax instanceof Ast.Step step) {
            return step(step, on, self);
        }
        if (syntax instanceof Ast.Indexer at) {
            return at(compile(at.of(), on, self), compile(at.index(), on, self));
        }
        if (syntax instanceof Ast.Operation operation) {
            return operation(operation, on, self);
        }
        if (syntax instanceof Ast.OfType ofType) {
            return ofType(ofType, on, self);
        }
        if (syntax instanceof Ast.Negative negative) {
            return Operators.negative(compile(negative.of(), on, self));
        }
        throw new IllegalStateException("A part of the grammar has no evaluation: " + syntax);
    }

    private static Item literal(Object value) {
        if (value instanceof Integer whole) {
            return Item.whole(whole);
        }
        if (value instanceof BigDecimal decimal) {
            return Item.decimal(decimal);
        }
        return value instanceof Boolean truth ? Item.truth(truth) : Item.text((String) value);
    }

    private static Item temporal(String text) {
        if (text.startsWith("T")) {
            return new Item(ElementTypes.TIME, text.substring(1), null);
        }
        if (text.endsWith("T")) {
            return new Item(ElementTypes.DATE_TIME, text.substring(0, text.length() - 1), null);
        }
        return new Item(text.indexOf('T') < 0 ? ElementTypes.DATE : ElementTypes.DATE_TIME, text, null);
    }

    private boolean isConstant(String name) {
        return constants.containsKey(name) || NAMED_SYSTEMS.containsKey(name);
    }

    private Part variable(String name) {
        Item constant = constants.get(name);
        if (constant != null) {
            return Part.constant(constant);
        }
        if (NAMED_SYSTEMS.containsKey(name)) {
            return Part.constant(Item.text(NAMED_SYSTEMS.get(name)));
        }
        return switch (name) {
            case "rowIndex" ->
                new Part((input, scope) -> List.of(Item.whole(scope.rowIndex())), Types.of(ElementTypes.INTEGER));
            case "resource", "rootResource" ->
                new Part((input, scope) -> List.of(scope.pass().resource()), Types.UNKNOWN);
            case "context" -> new Part((input, scope) -> List.of(scope.context()), Types.UNKNOWN);
            default -> throw new PathRefused("%" + name + " is no constant of the view.");
        };
    }

    private static Part special(String name, Types self) {
        return switch (name) {
            case "$this" -> new Part((input, scope) -> scope.selfOr(input), self);
            case "$index" ->
                new Part(
                        (input, scope) -> scope.index() < 0 ? List.of() : List.of(Item.whole(scope.index())),
                        Types.of(ElementTypes.INTEGER));
            default -> throw new PathRefused("$total and aggregate() are not supported.");
        };
    }

    /** The first name of an expression may be that of the type on which it is evaluated. */
    private Part first(String name, Types on) {
        ElementType type =
                Character.isUpperCase(name.charAt(0)) ? ElementTypes.r4().named(name) : null;
        if (type == null && (name.equals("Resource") || name.equals("DomainResource"))) {
            return new Part((input, scope) -> input, on);
        }
        return type == null ? member(name, on) : new Part(TypeTests.only(type), on.only(type));
    }

    private Part member(String name, Types on) {
        Types reached = on.child(name);
        if (reached == null) {
            doubts.add(on + " has no element " + name + "." + choice(name, on));
        }
        return new Part(new Navigation(name), reached == null ? Types.UNKNOWN : reached);
    }

    /** Hint for a common mistake: {@code valueQuantity} is written {@code value.ofType(Quantity)}. */
    private static String choice(String name, Types on) {
        for (ElementType type : on.known()) {
            for (int end = name.length() - 1; end > 0; end--) {
                ElementType.Child child = type.child(name.substring(0, end));
                if (child != null && child.choices().containsKey(name)) {
                    return " Write " + name.substring(0, end) + ".ofType("
                            + child.choices().get(name).name() + ").";
                }
            }
        }
        return "";
    }

    private Part step(Ast.Step step, Types on, Types self) {
        Part from = compile(step.of(), on, self);
        Part to = step.step() instanceof Ast.Member member
                ? member(member.name(), from.types())
                : compile(step.step(), from.types(), self);
        Evaluation before = from.evaluation();
        Evaluation then = to.evaluation();
        return new Part((input, scope) -> then.of(before.of(input, scope), scope), to.types());
    }

    private Part operation(Ast.Operation operation, Types on, Types self) {
        Part part = Operators.of(
                operation.operator(), compile(operation.left(), on, self), compile(operation.right(), on, self));
        Set<String> texts = operation.operator().equals("or") ? LiteralMembership.texts(operation) : null;
        if (texts == null) {
            return part;
        }
        // Its warnings were already recorded when the operators were compiled.
        int doubtsSoFar = doubts.size();
        Part argument = compile(LiteralMembership.asked(operation), on, self);
        doubts.subList(doubtsSoFar, doubts.size()).clear();
        return new Part(new LiteralMembership(argument.evaluation(), texts, part.evaluation()), part.types());
    }

    private static Part at(Part of, Part index) {
        return new Part(
                (input, scope) -> {
                    Integer place = Operators.whole(index.evaluation().of(input, scope), "an index");
                    List<Item> items = of.evaluation().of(input, scope);
                    return place == null || place < 0 || place >= items.size() ? List.of() : List.of(items.get(place));
                },
                of.types());
    }

    private Part ofType(Ast.OfType ofType, Types on, Types self) {
        Part of = compile(ofType.of(), on, self);
        ElementType type = TypeTests.type(ofType.type());
        Evaluation test = ofType.operator().equals("is") ? TypeTests.is(type) : TypeTests.only(type);
        return new Part(
                (input, scope) -> test.of(of.evaluation().of(input, scope), scope),
                ofType.operator().equals("is")
                        ? Types.of(ElementTypes.BOOLEAN)
                        : of.types().only(type));
    }

    /** The name of a type that is written where an expression could be; null if it is none. */
    static @Nullable String typeName(Ast syntax) {
        if (syntax instanceof Ast.Member member) {
            return member.name();
        }
        if (syntax instanceof Ast.Step step
                && step.of() instanceof Ast.Member space
                && step.step() instanceof Ast.Member member) {
            return space.name() + "." + member.name();
        }
        return null;
    }
}
