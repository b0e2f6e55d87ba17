package org.platelink.platform.server;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.net.BindException;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;

/** Exception for a server that cannot start, with one sentence for the person at the console. */
public final class StartUpRefused extends RuntimeException {

    /**
     * Refuses the start.
     *
     * @param sentence what is wrong and how to fix it, for a person who has not read the code
     */
    public StartUpRefused(String sentence) {
        super(sentence);
    }

    /**
     * Refuses the start because of another failure.
     *
     * @param sentence what is wrong and how to fix it, for a person who has not read the code
     * @param cause what was thrown
     */
    public StartUpRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /**
     * Refuses the start because something that was to be loaded does not conform to the guide.
     *
     * @param what what does not fit the guide, such as {@code the study}
     * @param refusal the exception from storing it
     */
    public static StartUpRefused byTheGuide(String what, BaseServerResponseException refusal) {
        String reasons = refusal.getOperationOutcome() instanceof OperationOutcome outcome
                ? outcome.getIssue().stream()
                        .map(issue -> issue.getDiagnostics())
                        .collect(Collectors.joining("; "))
                : refusal.getMessage();
        return new StartUpRefused(what + " does not fit the guide: " + reasons, refusal);
    }

    /**
     * Refuses the start because a newer version has changed the tables.
     *
     * @param fact by what it was recognised
     */
    public static StartUpRefused newerDatabase(String fact) {
        return new StartUpRefused("the database was brought up by a newer Platelink (" + fact
                + "); start that version or a later one, or restore the backup from before the upgrade, as upgrade.md"
                + " says.");
    }

    /**
     * Finds the sentence for a failed start.
     *
     * @param failure what ended the start
     * @return one sentence; for an unforeseen failure, its innermost message
     */
    public static String sentenceFor(Throwable failure) {
        // Looked for first, since Spring wraps it in exceptions with messages of their own.
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartUpRefused refused) {
                return "Platelink did not start: " + refused.getMessage();
            }
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String sentence = sentenceOf(cause);
            if (sentence != null) {
                return "Platelink did not start: " + sentence;
            }
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "Platelink did not start: " + root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    private static @Nullable String sentenceOf(Throwable cause) {
        if (cause instanceof org.springframework.boot.context.properties.bind.BindException unreadable) {
            return UnreadableSetting.sentence(unreadable);
        }
        if (cause instanceof PortInUseException port) {
            return "port " + port.getPort()
                    + " is taken by another program; stop that one, or choose another port with SERVER_PORT=8090.";
        }
        if (cause instanceof BindException) {
            return "it cannot listen on the address and port it was given (" + cause.getMessage() + ").";
        }
        if (cause instanceof SQLException database) {
            return "the database cannot be used (" + oneLine(database.getMessage())
                    + "); check SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.";
        }
        return null;
    }

    private static String oneLine(@Nullable String message) {
        return message == null
                ? "no reason given"
                : message.replaceAll("\\s+", " ").trim();
    }
}
