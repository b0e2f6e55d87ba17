package org.platelink.analytics.view.path;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.platelink.analytics.view.path.Token.Kind;

/** Splits an expression into tokens. */
final class Lexer {

    /** The tokens, in the order in which they are tried. Unbounded quantifiers are possessive, so none takes long. */
    private static final Pattern WORD = Pattern.compile("(?<space>\\s++|//[^\\n]*+|/\\*(?:[^*]|\\*(?!/))*+\\*/)"
            + "|(?<temporal>@(?:T\\d{2}(?::\\d{2}(?::\\d{2}(?:\\.\\d++)?)?)?"
            + "|\\d{4}(?:-\\d{2}(?:-\\d{2})?)?(?:T(?:\\d{2}(?::\\d{2}(?::\\d{2}(?:\\.\\d++)?)?)?)?(?:Z|[+-]\\d{2}:\\d{2})?)?))"
            + "|(?<number>\\d++(?:\\.\\d++)?)"
            + "|(?<name>[A-Za-z_][A-Za-z0-9_]*+)"
            + "|`(?<quoted>(?:[^`\\\\]|\\\\.)*+)`"
            + "|'(?<string>(?:[^'\\\\]|\\\\.)*+)'"
            + "|%(?:(?<variable>[A-Za-z_][A-Za-z0-9_-]*+)|[`'](?<quotedVariable>[^`'\\\\]*+)[`'])"
            + "|(?<special>\\$(?:this|index|total)\\b)"
            + "|(?<symbol><=|>=|!=|!~|[.,()\\[\\]{}+\\-*/&|<>=~])");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9A-Fa-f]{4}|.)", Pattern.DOTALL);

    private Lexer() {}

    static List<Token> words(String expression) {
        List<Token> words = new ArrayList<>();
        Matcher word = WORD.matcher(expression);
        int at = 0;
        while (at < expression.length()) {
            word.region(at, expression.length());
            if (!word.lookingAt()) {
                throw new PathRefused("At character " + (at + 1) + " stands nothing that FHIRPath knows.");
            }
            add(words, word, at + 1);
            at = word.end();
        }
        words.add(new Token(Kind.END, "", expression.length() + 1));
        return words;
    }

    private static void add(List<Token> words, Matcher word, int at) {
        if (word.group("temporal") != null) {
            words.add(new Token(Kind.TEMPORAL, word.group().substring(1), at));
        } else if (word.group("number") != null) {
            words.add(new Token(Kind.NUMBER, word.group(), at));
        } else if (word.group("name") != null) {
            words.add(new Token(Kind.NAME, word.group(), at));
        } else if (word.group("quoted") != null) {
            words.add(new Token(Kind.QUOTED_NAME, plain(word.group("quoted"), at), at));
        } else if (word.group("string") != null) {
            words.add(new Token(Kind.STRING, plain(word.group("string"), at), at));
        } else if (word.group("variable") != null) {
            words.add(new Token(Kind.VARIABLE, word.group("variable"), at));
        } else if (word.group("quotedVariable") != null) {
            words.add(new Token(Kind.VARIABLE, word.group("quotedVariable"), at));
        } else if (word.group("special") != null) {
            words.add(new Token(Kind.SPECIAL, word.group(), at));
        } else if (word.group("symbol") != null) {
            words.add(new Token(Kind.SYMBOL, word.group(), at));
        }
    }

    private static String plain(String escaped, int at) {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        return ESCAPE.matcher(escaped).replaceAll(match -> Matcher.quoteReplacement(escape(match.group(1), at)));
    }

    private static String escape(String code, int at) {
        return switch (code.charAt(0)) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'f' -> "\f";
            case '\'', '"', '`', '\\', '/' -> code;
            case 'u' -> Character.toString((char) Integer.parseInt(code.substring(1), 16));
            default ->
                throw new PathRefused("In the text at character " + at + ", \\" + code + " is no escape of FHIRPath.");
        };
    }
}
