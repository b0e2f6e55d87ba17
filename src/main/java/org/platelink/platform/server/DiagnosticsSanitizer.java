package org.platelink.platform.server;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Removes library internals from error messages before they are sent to a client. A message about SQL, classes or
 * tables is of no use to a client, and of some to an attacker.
 */
final class DiagnosticsSanitizer {

    /** HAPI's message numbers, and the position in XML at which a parser has stopped: what is wrong there follows. */
    private static final Pattern HAPI_NUMBER =
            Pattern.compile("HAPI-\\d{3,5}:? ?|DataFormatException at \\[\\[row,col[^]]*]: (?:\\[\\d+,\\d+])]: ");

    /** A message that contains any of these reveals internals. */
    private static final Pattern INSIDE = Pattern.compile("Failed to call access method"
            // SQL, and messages of databases and their drivers.
            + "|\\bJDBC\\b|\\bSQLState\\b|\\bHibernate\\b|(?i:could not (?:execute|extract|prepare))"
            + "|violates [a-z-]+ constraint|\\b(?:HFJ|TRM|BT2|NPM|MPI)_[A-Z_]+"
            + "|(?i:\\bselect\\b[^\\n]+\\bfrom\\b|\\binsert into\\b|\\bdelete from\\b|\\bupdate \\S+ set\\b)[^\\n]*[=(]"
            // Java class names and stack traces.
            + "|\\b(?:java|javax|jakarta|org|com|ca|io|net|kotlin)(?:\\.[a-z][a-z0-9_]*)+\\.[A-Z]\\w*"
            + "|\\b[A-Z]\\w+(?:Exception|Error)\\b(?=[:\\s]|$)"
            + "|\\n\\s*at [\\w.$]+\\(");

    private DiagnosticsSanitizer() {}

    /**
     * The message without HAPI's numbers; a message that reveals internals is replaced by the sentence that the
     * server failed.
     */
    static @Nullable String of(@Nullable String words) {
        if (words == null) {
            return null;
        }
        String bare = HAPI_NUMBER.matcher(words).replaceAll("");
        return INSIDE.matcher(bare).find() ? ExceptionTranslator.OURS : bare;
    }
}
