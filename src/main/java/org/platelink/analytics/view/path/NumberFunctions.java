package org.platelink.analytics.view.path;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.view.path.Compiler.Part;
import org.platelink.analytics.view.path.Functions.Signature;

/** FHIRPath functions on numbers (FHIRPath, 5.7), and the boundaries of values of limited precision. */
final class NumberFunctions {

    private static final int MOST_DIGITS = 28;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private NumberFunctions() {}

    static void addTo(Map<String, Signature> signatures) {
        signatures.put("abs", of("abs", BigDecimal::abs));
        signatures.put("ceiling", whole("ceiling", RoundingMode.CEILING));
        signatures.put("floor", whole("floor", RoundingMode.FLOOR));
        signatures.put("truncate", whole("truncate", RoundingMode.DOWN));
        signatures.put("round", new Signature(0, 1, NumberFunctions::round));
        signatures.put("lowBoundary", boundary("lowBoundary", false));
        signatures.put("highBoundary", boundary("highBoundary", true));
    }

    private static Item number(Item item, String name) {
        if (item.isNumber()) {
            return item;
        }
        throw new PathRefused(name + "() takes a number, not a " + item.typeName() + ".");
    }

    private static Item like(Item item, BigDecimal value) {
        return item.value() instanceof Integer ? Item.whole(value) : Item.decimal(value);
    }

    private static Signature of(String name, UnaryOperator<BigDecimal> what) {
        return new Signature(
                0,
                0,
                (at, none) -> Functions.ofOne(
                        at.on(),
                        name,
                        item -> item.value() == null
                                ? null
                                : like(item, what.apply(number(item, name).number()))));
    }

    private static Signature whole(String name, RoundingMode mode) {
        return new Signature(
                0,
                0,
                (at, none) -> Functions.ofOne(Types.of(ElementTypes.INTEGER), name, item -> {
                    if (item.value() == null) {
                        return null;
                    }
                    return Item.whole(number(item, name).number().setScale(0, mode));
                }));
    }

    private static Part round(Functions at, List<Ast> arguments) {
        Evaluation digits =
                arguments.isEmpty() ? null : at.value(arguments.get(0)).evaluation();
        return new Part(
                (input, scope) -> {
                    if (input.isEmpty() || input.get(0).value() == null) {
                        return List.of();
                    }
                    Integer scale = digits == null ? Integer.valueOf(0) : digits(digits, input, scope);
                    BigDecimal number =
                            number(Operators.single(input, "round()"), "round").number();
                    return scale == null
                            ? List.of()
                            : List.of(Item.decimal(number.setScale(scale, RoundingMode.HALF_UP)));
                },
                Types.of(ElementTypes.DECIMAL));
    }

    private static @Nullable Integer digits(Evaluation digits, List<Item> input, Scope scope) {
        Integer number = Operators.whole(digits.of(scope.selfOr(input), scope), "The precision");
        if (number != null && (number < 0 || number > MOST_DIGITS)) {
            throw new PathRefused("The precision is from 0 to " + MOST_DIGITS + " digits.");
        }
        return number;
    }

    private static Signature boundary(String name, boolean high) {
        return new Signature(0, 1, (at, arguments) -> {
            Evaluation digits =
                    arguments.isEmpty() ? null : at.value(arguments.get(0)).evaluation();
            return new Part(
                    (input, scope) -> {
                        if (input.isEmpty()) {
                            return List.of();
                        }
                        Item item = Operators.single(input, name + "()");
                        Item bound = item.isNumber()
                                ? number(item, high, digits == null ? null : digits(digits, input, scope))
                                : moment(item, high, name);
                        return bound == null ? List.of() : List.of(bound);
                    },
                    at.on());
        });
    }

    private static Item number(Item item, boolean high, @Nullable Integer scale) {
        BigDecimal number = item.number();
        BigDecimal half = HALF.scaleByPowerOfTen(-number.scale());
        BigDecimal bound = high ? number.add(half) : number.subtract(half);
        return Item.decimal(
                scale == null ? bound : bound.setScale(scale, high ? RoundingMode.CEILING : RoundingMode.FLOOR));
    }

    private static @Nullable Item moment(Item item, boolean high, String name) {
        if (item.value() == null) {
            return null;
        }
        if (!item.isTemporal()) {
            throw new PathRefused(name + "() takes a number, a date or a time, not a " + item.typeName() + ".");
        }
        String bound = Temporal.boundary((String) item.value(), item.type().kind(), high);
        return bound == null ? null : new Item(item.type(), bound, null);
    }
}
