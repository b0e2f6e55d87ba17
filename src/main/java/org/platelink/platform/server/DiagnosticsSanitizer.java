package org.platelink.platform.server;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words for the one who sent a request, made of those that a library wrote for its developers. Whatever tells of the inside, of
 * SQL, classes or tables, is of no use to a sender, and of some to an attacker.
 */
final class DiagnosticsSanitizer {

    /** Its numbers, and where in XML a parser has stopped: what is wrong there follows. */
    private static final Pattern HAPI_NUMBER =
            Pattern.compile("HAPI-\\d{3,5}:? ?|DataFormatException at \\[\\[row,col[^]]*]: (?:\\[\\d+,\\d+])]: ");

    /** Any of these makes a sentence one of the inside. */
    private static final Pattern INSIDE = Pattern.compile("Failed to call access method"
            // SQL, and what databases and their drivers say.
            + "|\\bJDBC\\b|\\bSQLState\\b|\\bHibernate\\b|(?i:could not (?:execute|extract|prepare))"
            + "|violates [a-z-]+ constraint|\\b(?:HFJ|TRM|BT2|NPM|MPI)_[A-Z_]+"
            + "|(?i:\\bselect\\b[^\\n]+\\bfrom\\b|\\binsert into\\b|\\bdelete from\\b|\\bupdate \\S+ set\\b)[^\\n]*[=(]"
            // Java's classes and traces.
            + "|\\b(?:java|javax|jakarta|org|com|ca|io|net|kotlin)(?:\\.[a-z][a-z0-9_]*)+\\.[A-Z]\\w*"
            + "|\\b[A-Z]\\w+(?:Exception|Error)\\b(?=[:\\s]|$)"
            + "|\\n\\s*at [\\w.$]+\\(");

    private DiagnosticsSanitizer() {}

    /** A sentence without a library's numbers; in the place of one of the inside, that the server failed. */
    static @Nullable String of(@Nullable String words) {
        if (words == null) {
            return null;
        }
        String bare = HAPI_NUMBER.matcher(words).replaceAll("");
        return INSIDE.matcher(bare).find() ? ExceptionTranslator.OURS : bare;
    }
}
