package org.platelink.view.path;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.platelink.view.path.Compiler.Part;
import org.platelink.view.path.Functions.Signature;

/**
 * Functions of texts (FHIRPath, 5.6). Patterns are matched in a time that grows with the text and not with the pattern's
 * nesting (RE2).
 */
final class TextFunctions {

    private static final Types TEXT = Types.of(ElementTypes.STRING);
    private static final Types TRUTH = Types.of(ElementTypes.BOOLEAN);
    private static final Types NUMBER = Types.of(ElementTypes.INTEGER);

    private TextFunctions() {}

    static void addTo(Map<String, Signature> known) {
        known.put("lower", of("lower", TEXT, text -> Item.text(text.toLowerCase(Locale.ROOT))));
        known.put("upper", of("upper", TEXT, text -> Item.text(text.toUpperCase(Locale.ROOT))));
        known.put("trim", of("trim", TEXT, text -> Item.text(text.strip())));
        known.put("length", of("length", NUMBER, text -> Item.whole(text.length())));
        known.put("startsWith", with("startsWith", TRUTH, (text, other) -> Item.truth(text.startsWith(other))));
        known.put("endsWith", with("endsWith", TRUTH, (text, other) -> Item.truth(text.endsWith(other))));
        known.put("contains", with("contains", TRUTH, (text, other) -> Item.truth(text.contains(other))));
        known.put("indexOf", with("indexOf", NUMBER, (text, other) -> Item.whole(text.indexOf(other))));
        known.put(
                "matches",
                with(
                        "matches",
                        TRUTH,
                        (text, other) -> Item.truth(pattern(other).matcher(text).find())));
        known.put(
                "matchesFull",
                with(
                        "matchesFull",
                        TRUTH,
                        (text, other) -> Item.truth(pattern(other).matcher(text).matches())));
        known.put("replace", replacing("replace", (text, two) -> text.replace(two[0], two[1])));
        known.put("replaceMatches", replacing("replaceMatches", (text, two) -> pattern(two[0])
                .matcher(text)
                .replaceAll(two[1])));
        known.put("substring", new Signature(1, 2, TextFunctions::substring));
        known.put("split", new Signature(1, 1, TextFunctions::split));
        known.put("join", new Signature(0, 1, TextFunctions::join));
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex, Pattern.DOTALL);
        } catch (PatternSyntaxException none) {
            throw new PathRefused("“" + regex + "” is no pattern that RE2 knows: " + none.getDescription() + ".");
        }
    }

    private static Signature of(String name, Types types, java.util.function.Function<String, Item> what) {
        return new Signature(
                0,
                0,
                (at, none) -> Functions.ofOne(types, name, item -> {
                    String text = Operators.text(List.of(item), name + "()");
                    return text == null ? null : what.apply(text);
                }));
    }

    private static Signature with(String name, Types types, BiFunction<String, String, Item> what) {
        return new Signature(1, 1, (at, arguments) -> {
            Evaluation argument = at.value(arguments.get(0)).evaluation();
            return new Part(
                    (input, scope) -> {
                        String text = Operators.text(input, name + "()");
                        String other = Operators.text(argument.of(scope.selfOr(input), scope), name + "()");
                        return text == null || other == null ? List.of() : List.of(what.apply(text, other));
                    },
                    types);
        });
    }

    private static Signature replacing(String name, BiFunction<String, String[], String> what) {
        return new Signature(2, 2, (at, arguments) -> {
            Evaluation pattern = at.value(arguments.get(0)).evaluation();
            Evaluation replacement = at.value(arguments.get(1)).evaluation();
            return new Part(
                    (input, scope) -> {
                        List<Item> self = scope.selfOr(input);
                        String text = Operators.text(input, name + "()");
                        String wanted = Operators.text(pattern.of(self, scope), name + "()");
                        String instead = Operators.text(replacement.of(self, scope), name + "()");
                        return text == null || wanted == null || instead == null
                                ? List.of()
                                : List.of(Item.text(what.apply(text, new String[] {wanted, instead})));
                    },
                    TEXT);
        });
    }

    private static Part substring(Functions at, List<Syntax> arguments) {
        Evaluation start = at.value(arguments.get(0)).evaluation();
        Evaluation length =
                arguments.size() < 2 ? null : at.value(arguments.get(1)).evaluation();
        return new Part(
                (input, scope) -> {
                    List<Item> self = scope.selfOr(input);
                    String text = Operators.text(input, "substring()");
                    Integer from = Operators.whole(start.of(self, scope), "substring()");
                    Integer count = length == null ? null : Operators.whole(length.of(self, scope), "substring()");
                    if (text == null || from == null || from < 0 || from >= text.length()) {
                        return List.of();
                    }
                    int end = count == null
                            ? text.length()
                            : Math.min(text.length(), from + Math.min(Math.max(count, 0), text.length()));
                    return List.of(Item.text(text.substring(from, end)));
                },
                TEXT);
    }

    private static Part split(Functions at, List<Syntax> arguments) {
        Evaluation separator = at.value(arguments.get(0)).evaluation();
        return new Part(
                (input, scope) -> {
                    String text = Operators.text(input, "split()");
                    String between = Operators.text(separator.of(scope.selfOr(input), scope), "split()");
                    List<Item> parts = new ArrayList<>();
                    if (text != null && between != null) {
                        for (String part : text.split(java.util.regex.Pattern.quote(between), -1)) {
                            parts.add(Item.text(part));
                        }
                    }
                    return parts;
                },
                TEXT);
    }

    private static Part join(Functions at, List<Syntax> arguments) {
        Evaluation separator =
                arguments.isEmpty() ? null : at.value(arguments.get(0)).evaluation();
        return new Part(
                (input, scope) -> {
                    String between =
                            separator == null ? "" : Operators.text(separator.of(scope.selfOr(input), scope), "join()");
                    List<String> texts = new ArrayList<>();
                    for (Item item : input) {
                        if (item.value() != null) {
                            texts.add(ConversionFunctions.text(item));
                        }
                    }
                    return texts.isEmpty()
                            ? List.of()
                            : List.of(Item.text(String.join(between == null ? "" : between, texts)));
                },
                TEXT);
    }
}
