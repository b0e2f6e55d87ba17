package org.platelink.analytics.view.path;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.platelink.analytics.view.path.Token.Kind;
import org.platelink.platform.number.NumberBounds;

/** Recursive-descent parser for the grammar of FHIRPath 2.0. */
final class Parser {

    /** Maximum length in characters, longer than any expression that a person writes. */
    private static final int LONGEST = 4_000;

    private static final int MOST_WORDS = 1_000;

    private static final int DEEPEST = 60;

    /** Precedence of each operator (FHIRPath, 8.2 operator precedence). */
    private static final Map<String, Integer> BINDING = Map.ofEntries(
            Map.entry("implies", 1),
            Map.entry("or", 2),
            Map.entry("xor", 2),
            Map.entry("and", 3),
            Map.entry("in", 4),
            Map.entry("contains", 4),
            Map.entry("=", 5),
            Map.entry("!=", 5),
            Map.entry("~", 5),
            Map.entry("!~", 5),
            Map.entry("<", 6),
            Map.entry("<=", 6),
            Map.entry(">", 6),
            Map.entry(">=", 6),
            Map.entry("|", 7),
            Map.entry("is", 8),
            Map.entry("as", 8),
            Map.entry("+", 9),
            Map.entry("-", 9),
            Map.entry("&", 9),
            Map.entry("*", 10),
            Map.entry("/", 10),
            Map.entry("div", 10),
            Map.entry("mod", 10));

    private static final Set<String> CALENDAR = Set.of(
            "year",
            "years",
            "month",
            "months",
            "week",
            "weeks",
            "day",
            "days",
            "hour",
            "hours",
            "minute",
            "minutes",
            "second",
            "seconds",
            "millisecond",
            "milliseconds");

    private final List<Token> words;
    private int next;
    private int depth;

    private Parser(List<Token> words) {
        this.words = words;
    }

    static Ast parse(String expression) {
        if (expression.length() > LONGEST) {
            throw new PathRefused("The expression is longer than " + LONGEST + " characters.");
        }
        List<Token> words = Lexer.words(expression);
        if (words.size() > MOST_WORDS) {
            throw new PathRefused("The expression has more than " + MOST_WORDS + " words.");
        }
        Parser parser = new Parser(words);
        Ast whole = parser.expression(0);
        if (parser.peek().kind() != Kind.END) {
            throw parser.unexpected("an operator or the end");
        }
        return whole;
    }

    private Ast expression(int weakest) {
        if (++depth > DEEPEST) {
            throw new PathRefused("The expression is nested deeper than " + DEEPEST + " levels.");
        }
        Ast left = operand();
        while (true) {
            Token operator = peek();
            Integer binding = operator.kind() == Kind.SYMBOL || operator.kind() == Kind.NAME
                    ? BINDING.get(operator.text())
                    : null;
            if (binding == null || binding <= weakest) {
                depth--;
                return left;
            }
            take();
            left = operator.isWord("is") || operator.isWord("as")
                    ? new Ast.OfType(operator.text(), left, typeName())
                    : new Ast.Operation(operator.text(), left, expression(binding));
        }
    }

    /** An operand: a term with the steps after it and its sign. */
    private Ast operand() {
        if (peek().is("-")) {
            take();
            return new Ast.Negative(signed());
        }
        if (peek().is("+")) {
            take();
            return signed();
        }
        return steps(term());
    }

    private Ast signed() {
        if (++depth > DEEPEST) {
            throw new PathRefused("The expression has too many signs.");
        }
        Ast operand = operand();
        depth--;
        return operand;
    }

    private Ast steps(Ast from) {
        Ast reached = from;
        while (true) {
            if (peek().is(".")) {
                take();
                reached = new Ast.Step(reached, step());
            } else if (peek().is("[")) {
                take();
                reached = new Ast.Indexer(reached, expression(0));
                expect("]");
            } else {
                return reached;
            }
        }
    }

    private Ast step() {
        Token name = take();
        return switch (name.kind()) {
            case NAME, QUOTED_NAME -> memberOrCall(name);
            case SPECIAL -> new Ast.SpecialVariable(name.text());
            default -> throw unexpected(name, "the name of an element or a function");
        };
    }

    private Ast memberOrCall(Token name) {
        if (!peek().is("(")) {
            return new Ast.Member(name.text());
        }
        take();
        List<Ast> arguments = new ArrayList<>();
        if (!peek().is(")")) {
            do {
                arguments.add(expression(0));
            } while (takeIf(","));
        }
        expect(")");
        return new Ast.Call(name.text(), List.copyOf(arguments));
    }

    private Ast term() {
        Token word = take();
        return switch (word.kind()) {
            case STRING -> new Ast.Literal(word.text());
            case NUMBER -> number(word);
            case TEMPORAL -> new Ast.TemporalLiteral(word.text());
            case VARIABLE -> new Ast.Variable(word.text());
            case SPECIAL -> new Ast.SpecialVariable(word.text());
            case QUOTED_NAME -> memberOrCall(word);
            case NAME ->
                (word.text().equals("true") || word.text().equals("false")) && !peek().is("(")
                        ? new Ast.Literal(Boolean.valueOf(word.text()))
                        : memberOrCall(word);
            case SYMBOL -> group(word);
            case END -> throw unexpected(word, "an expression");
        };
    }

    private Ast group(Token symbol) {
        if (symbol.is("(")) {
            Ast inside = expression(0);
            expect(")");
            return inside;
        }
        if (symbol.is("{")) {
            expect("}");
            return new Ast.EmptyCollection();
        }
        throw unexpected(symbol, "an expression");
    }

    private Ast number(Token number) {
        NumberBounds.objection(number.text()).ifPresent(sentence -> {
            throw new PathRefused("At character " + number.at() + ": " + sentence);
        });
        BigDecimal value = new BigDecimal(number.text());
        if (peek().kind() == Kind.STRING) {
            return new Ast.QuantityLiteral(value, take().text());
        }
        if (peek().kind() == Kind.NAME && CALENDAR.contains(peek().text())) {
            return new Ast.QuantityLiteral(value, take().text());
        }
        if (value.scale() == 0 && value.precision() <= 9) {
            return new Ast.Literal(value.intValueExact());
        }
        return new Ast.Literal(value);
    }

    private String typeName() {
        Token name = take();
        if (name.kind() != Kind.NAME && name.kind() != Kind.QUOTED_NAME) {
            throw unexpected(name, "the name of a type");
        }
        if (!peek().is(".")) {
            return name.text();
        }
        take();
        return name.text() + "." + take().text();
    }

    private Token peek() {
        return words.get(next);
    }

    private Token take() {
        Token word = words.get(next);
        if (word.kind() != Kind.END) {
            next++;
        }
        return word;
    }

    private boolean takeIf(String symbol) {
        if (peek().is(symbol)) {
            take();
            return true;
        }
        return false;
    }

    private void expect(String symbol) {
        if (!takeIf(symbol)) {
            throw unexpected("“" + symbol + "”");
        }
    }

    private PathRefused unexpected(String wanted) {
        return unexpected(peek(), wanted);
    }

    private static PathRefused unexpected(Token word, String wanted) {
        String found = word.kind() == Kind.END ? "the expression ends" : "stands “" + word.text() + "”";
        return new PathRefused("At character " + word.at() + " " + found + " where " + wanted + " should be.");
    }
}
