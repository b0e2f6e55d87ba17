package org.platelink.analytics.view.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.view.path.Compiler.Part;
import org.platelink.analytics.view.path.Functions.Signature;

/** FHIRPath functions on collections (FHIRPath, 5.1 to 5.4). */
final class CollectionFunctions {

    private static final Types TRUTH = Types.of(ElementTypes.BOOLEAN);

    private CollectionFunctions() {}

    static void addTo(Map<String, Signature> signatures) {
        signatures.put("empty", truth(List::isEmpty));
        signatures.put("exists", new Signature(0, 1, CollectionFunctions::exists));
        signatures.put("all", new Signature(1, 1, (at, arguments) -> all(at.each(arguments.get(0)))));
        signatures.put("allTrue", truth(input -> input.stream().allMatch(item -> truth(item))));
        signatures.put("anyTrue", truth(input -> input.stream().anyMatch(item -> truth(item))));
        signatures.put("allFalse", truth(input -> input.stream().noneMatch(item -> truth(item))));
        signatures.put("anyFalse", truth(input -> input.stream().anyMatch(item -> !truth(item))));
        signatures.put(
                "isDistinct",
                new Signature(
                        0,
                        0,
                        (at, none) -> new Part(
                                (input, scope) -> Item.list(DistinctItems.distinct(input, scope.steps())
                                                .size()
                                        == input.size()),
                                TRUTH)));
        signatures.put(
                "not",
                new Signature(
                        0,
                        0,
                        (at, none) ->
                                new Part((input, scope) -> Item.list(Operators.not(Operators.truth(input))), TRUTH)));
        signatures.put(
                "count",
                new Signature(
                        0,
                        0,
                        (at, none) -> new Part(
                                (input, scope) -> List.of(Item.whole(input.size())), Types.of(ElementTypes.INTEGER))));
        signatures.put("where", new Signature(1, 1, (at, arguments) -> where(at, at.each(arguments.get(0)))));
        signatures.put("select", new Signature(1, 1, (at, arguments) -> select(at.each(arguments.get(0)))));
        signatures.put(
                "repeat",
                new Signature(
                        1,
                        1,
                        (at, arguments) -> new Part(
                                new Repetition(at.each(arguments.get(0)).evaluation()), Types.UNKNOWN)));
        signatures.put("ofType", new Signature(1, 1, CollectionFunctions::ofType));
        signatures.put("as", new Signature(1, 1, CollectionFunctions::ofType));
        signatures.put(
                "is",
                new Signature(
                        1, 1, (at, arguments) -> new Part(TypeTests.is(Functions.type(arguments.get(0))), TRUTH)));
        signatures.put("first", same(input -> input.isEmpty() ? input : input.subList(0, 1)));
        signatures.put("last", same(input -> input.isEmpty() ? input : input.subList(input.size() - 1, input.size())));
        signatures.put("tail", same(input -> input.isEmpty() ? input : input.subList(1, input.size())));
        signatures.put(
                "distinct",
                new Signature(
                        0,
                        0,
                        (at, none) ->
                                new Part((input, scope) -> DistinctItems.distinct(input, scope.steps()), at.on())));
        signatures.put("single", same(input -> input.isEmpty() ? input : List.of(Operators.single(input, "single()"))));
        signatures.put(
                "skip",
                slice((input, count) -> input.subList(Math.min(Math.max(count, 0), input.size()), input.size())));
        signatures.put("take", slice((input, count) -> input.subList(0, Math.min(Math.max(count, 0), input.size()))));
        signatures.put("union", both(DistinctItems::union));
        signatures.put("combine", both((one, other, steps) -> {
            List<Item> all = new ArrayList<>(one);
            all.addAll(other);
            return all;
        }));
        signatures.put(
                "intersect",
                both((one, other, steps) -> DistinctItems.distinct(
                        Operators.those(one, item -> DistinctItems.has(other, item, steps)), steps)));
        signatures.put(
                "exclude",
                both((one, other, steps) -> Operators.those(one, item -> !DistinctItems.has(other, item, steps))));
        signatures.put("iif", new Signature(2, 3, CollectionFunctions::iif));
        signatures.put("extension", new Signature(1, 1, CollectionFunctions::extension));
        signatures.put(
                "hasValue", truth(input -> input.size() == 1 && input.get(0).value() != null));
    }

    private static boolean truth(Item item) {
        if (item.value() instanceof Boolean truth) {
            return truth;
        }
        throw new PathRefused("Only what is true or false can be asked whether it is, not a " + item.typeName() + ".");
    }

    private static Signature truth(Function<List<Item>, Boolean> what) {
        return new Signature(0, 0, (at, none) -> new Part((input, scope) -> Item.list(what.apply(input)), TRUTH));
    }

    private static Signature same(Function<List<Item>, List<Item>> what) {
        return new Signature(0, 0, (at, none) -> new Part((input, scope) -> what.apply(input), at.on()));
    }

    private static Signature slice(BiFunction<List<Item>, Integer, List<Item>> what) {
        return new Signature(1, 1, (at, arguments) -> {
            Evaluation count = at.value(arguments.get(0)).evaluation();
            return new Part(
                    (input, scope) -> {
                        Integer number = Operators.whole(count.of(scope.selfOr(input), scope), "skip() and take()");
                        return number == null ? List.of() : what.apply(input, number);
                    },
                    at.on());
        });
    }

    /** A function of two collections. */
    @FunctionalInterface
    private interface BinaryFunction {

        List<Item> of(List<Item> one, List<Item> other, StepBudget steps);
    }

    private static Signature both(BinaryFunction what) {
        return new Signature(1, 1, (at, arguments) -> {
            Part other = at.value(arguments.get(0));
            return new Part(
                    (input, scope) -> what.of(input, other.evaluation().of(scope.selfOr(input), scope), scope.steps()),
                    at.on().or(other.types()));
        });
    }

    private static Part exists(Functions at, List<Ast> arguments) {
        if (arguments.isEmpty()) {
            return new Part((input, scope) -> Item.list(!input.isEmpty()), TRUTH);
        }
        Evaluation condition = at.each(arguments.get(0)).evaluation();
        return new Part(
                (input, scope) -> {
                    for (int i = 0; i < input.size(); i++) {
                        if (Boolean.TRUE.equals(asked(condition, input, scope, i))) {
                            return Item.list(true);
                        }
                    }
                    return Item.list(false);
                },
                TRUTH);
    }

    private static @Nullable Boolean asked(Evaluation condition, List<Item> input, Scope scope, int index) {
        Item item = input.get(index);
        return Operators.truth(condition.of(List.of(item), scope.on(item, index)));
    }

    private static Part all(Part condition) {
        return new Part(
                (input, scope) -> {
                    for (int i = 0; i < input.size(); i++) {
                        if (!Boolean.TRUE.equals(asked(condition.evaluation(), input, scope, i))) {
                            return Item.list(false);
                        }
                    }
                    return Item.list(true);
                },
                TRUTH);
    }

    private static Part where(Functions at, Part only) {
        Evaluation condition = only.evaluation();
        return new Part(
                (input, scope) -> {
                    if (input.isEmpty()) {
                        return input;
                    }
                    List<Item> those = new ArrayList<>(input.size());
                    for (int i = 0; i < input.size(); i++) {
                        if (Boolean.TRUE.equals(asked(condition, input, scope, i))) {
                            those.add(input.get(i));
                        }
                    }
                    return those;
                },
                at.on());
    }

    private static Part select(Part projection) {
        return new Part(
                (input, scope) -> {
                    List<Item> all = new ArrayList<>();
                    for (int i = 0; i < input.size(); i++) {
                        Item item = input.get(i);
                        all.addAll(projection.evaluation().of(List.of(item), scope.on(item, i)));
                    }
                    return all;
                },
                projection.types());
    }

    private static Part ofType(Functions at, List<Ast> arguments) {
        ElementType type = Functions.type(arguments.get(0));
        return new Part(TypeTests.only(type), at.on().only(type));
    }

    private static Part iif(Functions at, List<Ast> arguments) {
        Part condition = at.each(arguments.get(0));
        Part yes = at.each(arguments.get(1));
        Part no = arguments.size() < 3 ? null : at.each(arguments.get(2));
        return new Part(
                (input, scope) -> {
                    Scope inside = input.size() == 1 ? scope.on(input.get(0), scope.index()) : scope;
                    if (Boolean.TRUE.equals(
                            Operators.truth(condition.evaluation().of(input, inside)))) {
                        return yes.evaluation().of(input, inside);
                    }
                    return no == null ? List.of() : no.evaluation().of(input, inside);
                },
                no == null ? yes.types() : yes.types().or(no.types()));
    }

    private static Part extension(Functions at, List<Ast> arguments) {
        Evaluation url = at.value(arguments.get(0)).evaluation();
        Navigation extensions = new Navigation("extension");
        ElementType type = ElementTypes.r4().named("Extension");
        return new Part(
                (input, scope) -> {
                    String wanted = Operators.text(url.of(scope.selfOr(input), scope), "extension()");
                    return wanted == null
                            ? List.of()
                            : Operators.those(
                                    extensions.of(input, scope),
                                    item -> item.json() != null
                                            && wanted.equals(
                                                    item.json().path("url").asText(null)));
                },
                type == null ? Types.UNKNOWN : Types.of(type));
    }
}
