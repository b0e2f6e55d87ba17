package org.platelink.analytics.view.path;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.platelink.analytics.view.path.Compiler.Part;
import org.platelink.analytics.view.path.Functions.Signature;

/**
 * FHIRPath functions on strings (FHIRPath, 5.6). Regular expressions are matched by RE2, in a time that grows with
 * the text and not with the nesting of the pattern.
 */
final class TextFunctions {

    private static final Types TEXT = Types.of(ElementTypes.STRING);
    private static final Types TRUTH = Types.of(ElementTypes.BOOLEAN);
    private static final Types NUMBER = Types.of(ElementTypes.INTEGER);

    private static final int LETTERS_A_STEP = 32;
    private static final int LONGEST_PATTERN = 1_000;

    private TextFunctions() {}

    static void addTo(Map<String, Signature> signatures) {
        signatures.put("lower", of("lower", TEXT, text -> Item.text(text.toLowerCase(Locale.ROOT))));
        signatures.put("upper", of("upper", TEXT, text -> Item.text(text.toUpperCase(Locale.ROOT))));
        signatures.put("trim", of("trim", TEXT, text -> Item.text(text.strip())));
        signatures.put("length", of("length", NUMBER, text -> Item.whole(text.length())));
        signatures.put(
                "startsWith", with("startsWith", TRUTH, (text, other, steps) -> Item.truth(text.startsWith(other))));
        signatures.put("endsWith", with("endsWith", TRUTH, (text, other, steps) -> Item.truth(text.endsWith(other))));
        signatures.put(
                "contains",
                with("contains", TRUTH, (text, other, steps) -> Item.truth(indexOf(text, other, steps) >= 0)));
        signatures.put(
                "indexOf", with("indexOf", NUMBER, (text, other, steps) -> Item.whole(indexOf(text, other, steps))));
        signatures.put(
                "matches",
                with(
                        "matches",
                        TRUTH,
                        (text, other, steps) ->
                                Item.truth(matcher(other, text, steps).find())));
        signatures.put(
                "matchesFull",
                with(
                        "matchesFull",
                        TRUTH,
                        (text, other, steps) ->
                                Item.truth(matcher(other, text, steps).matches())));
        signatures.put("replace", replacing("replace", TextFunctions::replaced));
        signatures.put("replaceMatches", replacing("replaceMatches", TextFunctions::matchesReplaced));
        signatures.put("substring", new Signature(1, 2, TextFunctions::substring));
        signatures.put("split", new Signature(1, 1, TextFunctions::split));
        signatures.put("join", new Signature(0, 1, TextFunctions::join));
    }

    /** A function of two texts. */
    @FunctionalInterface
    private interface BinaryFunction<T> {

        T of(String text, String other, StepBudget steps);
    }

    /** A function of three texts. */
    @FunctionalInterface
    private interface TernaryFunction {

        String of(String text, String wanted, String instead, StepBudget steps);
    }

    /** Charged by the product of both lengths: a match may begin at each position and fail only near its end. */
    private static int indexOf(String text, String other, StepBudget steps) {
        steps.spend((long) text.length() * Math.max(1, other.length()) / LETTERS_A_STEP);
        return text.indexOf(other);
    }

    private static String replaced(String text, String wanted, String instead, StepBudget steps) {
        long times = 0;
        if (wanted.isEmpty()) {
            times = text.length() + 1L;
        } else {
            for (int at = indexOf(text, wanted, steps); at >= 0; at = text.indexOf(wanted, at + wanted.length())) {
                times++;
            }
        }
        steps.makeText(text.length() + times * (instead.length() - wanted.length()));
        return text.replace(wanted, instead);
    }

    private static String matchesReplaced(String text, String regex, String instead, StepBudget steps) {
        Matcher matcher = matcher(regex, text, steps);
        StringBuilder made = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(made, instead);
            steps.spend(1);
            if (made.length() > StepBudget.LONGEST_TEXT) {
                break;
            }
        }
        steps.makeText(made.length());
        matcher.appendTail(made);
        steps.makeText(made.length());
        return made.toString();
    }

    private static Matcher matcher(String regex, String text, StepBudget steps) {
        Pattern pattern = pattern(regex, steps);
        steps.spend((long) text.length() * pattern.programSize() / LETTERS_A_STEP);
        return pattern.matcher(text);
    }

    private static Pattern pattern(String regex, StepBudget steps) {
        if (regex.length() > LONGEST_PATTERN) {
            throw new PathRefused("The pattern is longer than " + LONGEST_PATTERN + " characters.");
        }
        steps.spend(regex.length());
        try {
            Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
            steps.spend(pattern.programSize());
            return pattern;
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

    private static Signature with(String name, Types types, BinaryFunction<Item> what) {
        return new Signature(1, 1, (at, arguments) -> {
            Evaluation argument = at.value(arguments.get(0)).evaluation();
            return new Part(
                    (input, scope) -> {
                        String text = Operators.text(input, name + "()");
                        String other = Operators.text(argument.of(scope.selfOr(input), scope), name + "()");
                        return text == null || other == null ? List.of() : List.of(what.of(text, other, scope.steps()));
                    },
                    types);
        });
    }

    private static Signature replacing(String name, TernaryFunction what) {
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
                                : List.of(Item.text(what.of(text, wanted, instead, scope.steps())));
                    },
                    TEXT);
        });
    }

    private static Part substring(Functions at, List<Ast> arguments) {
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

    private static Part split(Functions at, List<Ast> arguments) {
        Evaluation separator = at.value(arguments.get(0)).evaluation();
        return new Part(
                (input, scope) -> {
                    String text = Operators.text(input, "split()");
                    String between = Operators.text(separator.of(scope.selfOr(input), scope), "split()");
                    List<Item> parts = new ArrayList<>();
                    if (text != null && between != null) {
                        indexOf(text, between, scope.steps());
                        scope.steps().makeText(text.length());
                        for (String part : text.split(java.util.regex.Pattern.quote(between), -1)) {
                            parts.add(Item.text(part));
                        }
                    }
                    return parts;
                },
                TEXT);
    }

    private static Part join(Functions at, List<Ast> arguments) {
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
                    String separated = between == null ? "" : between;
                    long length = (long) separated.length() * texts.size();
                    for (String text : texts) {
                        length += text.length();
                    }
                    scope.steps().makeText(length);
                    return texts.isEmpty() ? List.of() : List.of(Item.text(String.join(separated, texts)));
                },
                TEXT);
    }
}
