package org.platelink.analytics.view.path;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.view.path.Compiler.Part;
import org.platelink.platform.number.NumberBounds;

/** The operators of FHIRPath (6. Operations). */
final class Operators {

    /** Limits the digits of a result to those that its operands may have. */
    private static final MathContext MOST = new MathContext(NumberBounds.MOST_DIGITS);

    private Operators() {}

    static Part of(String operator, Part left, Part right) {
        Types truth = Types.of(ElementTypes.BOOLEAN);
        return switch (operator) {
            case "=" -> part(left, right, truth, (one, other, steps) -> Item.list(Comparison.equal(one, other, steps)));
            case "!=" ->
                part(left, right, truth, (one, other, steps) -> Item.list(not(Comparison.equal(one, other, steps))));
            case "~" ->
                part(left, right, truth, (one, other, steps) -> Item.list(Comparison.equivalent(one, other, steps)));
            case "!~" ->
                part(left, right, truth, (one, other, steps) -> Item.list(!Comparison.equivalent(one, other, steps)));
            case "<" -> order(left, right, order -> order < 0);
            case "<=" -> order(left, right, order -> order <= 0);
            case ">" -> order(left, right, order -> order > 0);
            case ">=" -> order(left, right, order -> order >= 0);
            case "and" -> logic(left, right, Operators::and);
            case "or" -> logic(left, right, (one, other) -> not(and(not(one), not(other))));
            case "xor" -> logic(left, right, (one, other) -> one == null || other == null ? null : one ^ other);
            case "implies" -> logic(left, right, (one, other) -> not(and(one, not(other))));
            case "in" -> part(left, right, truth, Operators::in);
            case "contains" -> part(left, right, truth, (one, other, steps) -> in(other, one, steps));
            case "|" -> part(left, right, left.types().or(right.types()), DistinctItems::union);
            case "&" ->
                part(
                        left,
                        right,
                        Types.of(ElementTypes.STRING),
                        (one, other, steps) -> List.of(Item.text(joined(textOrEmpty(one), textOrEmpty(other), steps))));
            default -> part(left, right, Types.UNKNOWN, (one, other, steps) -> arithmetic(operator, one, other, steps));
        };
    }

    static Part negative(Part of) {
        return new Part(
                (input, scope) -> {
                    List<Item> items = of.evaluation().of(input, scope);
                    if (items.isEmpty()) {
                        return items;
                    }
                    Item item = single(items, "A sign");
                    if (item.value() instanceof Integer whole) {
                        return List.of(Item.whole(BigDecimal.valueOf(whole).negate()));
                    }
                    if (item.isNumber()) {
                        return List.of(Item.decimal(item.number().negate()));
                    }
                    throw new PathRefused("Only a number can have a sign, not a " + item.typeName() + ".");
                },
                of.types());
    }

    /** A binary operator on two collections. */
    @FunctionalInterface
    private interface BinaryOperation {

        List<Item> of(List<Item> one, List<Item> other, StepBudget steps);
    }

    private static Part part(Part left, Part right, Types types, BinaryOperation what) {
        Evaluation one = left.evaluation();
        Evaluation other = right.evaluation();
        return new Part((input, scope) -> what.of(one.of(input, scope), other.of(input, scope), scope.steps()), types);
    }

    private static Part order(Part left, Part right, Predicate<Integer> wanted) {
        return part(left, right, Types.of(ElementTypes.BOOLEAN), (one, other, steps) -> {
            Integer order = Comparison.compare(one, other);
            return order == null ? List.of() : Item.list(wanted.test(order));
        });
    }

    private static Part logic(
            Part left, Part right, BiFunction<@Nullable Boolean, @Nullable Boolean, @Nullable Boolean> what) {
        return part(
                left,
                right,
                Types.of(ElementTypes.BOOLEAN),
                (one, other, steps) -> Item.list(what.apply(truth(one), truth(other))));
    }

    private static @Nullable Boolean and(@Nullable Boolean one, @Nullable Boolean other) {
        if (Boolean.FALSE.equals(one) || Boolean.FALSE.equals(other)) {
            return false;
        }
        return one == null || other == null ? null : Boolean.TRUE;
    }

    static @Nullable Boolean not(@Nullable Boolean truth) {
        return truth == null ? null : Boolean.valueOf(!truth);
    }

    private static List<Item> in(List<Item> one, List<Item> others, StepBudget steps) {
        if (one.isEmpty()) {
            return List.of();
        }
        Item wanted = single(one, "in and contains");
        return Item.list(DistinctItems.has(others, wanted, steps));
    }

    /**
     * The boolean value of a collection: a single value that is not a boolean counts as true (FHIRPath, 4.5).
     *
     * @return null if it is empty
     * @throws PathRefused if there are several
     */
    static @Nullable Boolean truth(List<Item> items) {
        if (items.isEmpty()) {
            return null;
        }
        Object value = single(items, "A condition").value();
        return value instanceof Boolean truth ? truth : Boolean.TRUE;
    }

    static Item single(List<Item> items, String what) {
        if (items.size() > 1) {
            throw new PathRefused(what + " takes one value, and here are " + items.size() + ".");
        }
        return items.get(0);
    }

    static @Nullable Integer whole(List<Item> items, String what) {
        if (items.isEmpty()) {
            return null;
        }
        if (single(items, what).value() instanceof Integer whole) {
            return whole;
        }
        throw new PathRefused(what + " must be a whole number.");
    }

    static @Nullable String text(List<Item> items, String what) {
        if (items.isEmpty()) {
            return null;
        }
        Item item = single(items, what);
        if (item.value() == null && !item.type().isComplex()) {
            return null;
        }
        if (item.value() instanceof String text) {
            return text;
        }
        throw new PathRefused(what + " takes a text, not a " + item.typeName() + ".");
    }

    private static String textOrEmpty(List<Item> items) {
        String text = text(items, "&");
        return text == null ? "" : text;
    }

    private static String joined(String text, String more, StepBudget steps) {
        steps.makeText((long) text.length() + more.length());
        return text + more;
    }

    private static List<Item> arithmetic(String operator, List<Item> left, List<Item> right, StepBudget steps) {
        if (left.isEmpty() || right.isEmpty()) {
            return List.of();
        }
        Item one = single(left, operator);
        Item other = single(right, operator);
        if (one.isNumber() && other.isNumber()) {
            return numbers(operator, one, other);
        }
        if (operator.equals("+")
                && one.value() instanceof String text
                && other.value() instanceof String more
                && !one.isTemporal()) {
            return List.of(Item.text(joined(text, more, steps)));
        }
        if (one.isTemporal() && other.isQuantity() && (operator.equals("+") || operator.equals("-"))) {
            return moved(one, other, operator.equals("+") ? 1 : -1);
        }
        throw new PathRefused(
                "A " + one.typeName() + " and a " + other.typeName() + " cannot be used with " + operator + ".");
    }

    private static List<Item> numbers(String operator, Item left, Item right) {
        boolean whole = left.value() instanceof Integer && right.value() instanceof Integer;
        BigDecimal one = left.number();
        BigDecimal other = right.number();
        if (List.of("/", "div", "mod").contains(operator) && other.signum() == 0) {
            return List.of();
        }
        BigDecimal result =
                switch (operator) {
                    case "+" -> one.add(other, MOST);
                    case "-" -> one.subtract(other, MOST);
                    case "*" -> one.multiply(other, MOST);
                    case "/" -> one.divide(other, MathContext.DECIMAL64);
                    case "div" -> one.divideToIntegralValue(other).setScale(0, RoundingMode.DOWN);
                    default -> one.remainder(other);
                };
        NumberBounds.objection(result).ifPresent(sentence -> {
            throw new PathRefused("What " + operator + " comes to is too much. " + sentence);
        });
        boolean asWhole = operator.equals("div") || (whole && !operator.equals("/"));
        return List.of(asWhole ? Item.whole(result) : Item.decimal(result));
    }

    private static List<Item> moved(Item date, Item amount, int sign) {
        if (date.type().kind() != ElementType.Kind.DATE || amount.json() == null) {
            throw new PathRefused("Only a date can be moved by an amount of time here, not a " + date.typeName() + ".");
        }
        long by = sign * amount.json().path("value").asLong();
        try {
            LocalDate moved = Temporal.moved(
                    LocalDate.parse((String) date.value()),
                    by,
                    amount.json().path("code").asText());
            return moved == null ? List.of() : List.of(new Item(date.type(), moved.toString(), null));
        } catch (DateTimeException | ArithmeticException partialOrBeyondAllYears) {
            return List.of();
        }
    }

    /** The items of a collection that match a predicate. */
    static List<Item> those(List<Item> items, Predicate<Item> which) {
        List<Item> those = new ArrayList<>();
        for (Item item : items) {
            if (which.test(item)) {
                those.add(item);
            }
        }
        return those;
    }
}
