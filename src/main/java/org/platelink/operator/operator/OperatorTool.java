package org.platelink.operator.operator;

import java.util.Set;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Root of the operator's command-line tool. Each command ends with exit code 0, or with one sentence on the error
 * output and another code.
 */
@Command(
        name = "platelink.jar",
        description = "Without a command: starts the server. With one, for its operator:",
        mixinStandardHelpOptions = true,
        subcommands = {
            TokenCommand.class,
            ClientCommand.class,
            UserCommand.class,
            KeysCommand.class,
            AuditCommand.class,
            CheckCommand.class,
            DemoCommand.class,
            ImportStudyCommand.class,
            InstallCommand.class,
            MllpCommand.class,
            SendCommand.class
        })
public final class OperatorTool implements Runnable {

    private static final Set<String> HELP = Set.of("--help", "-h");

    @Spec
    private CommandSpec spec;

    OperatorTool() {}

    /**
     * Whether the arguments are for this tool, even if they name an unknown command; otherwise they are for the
     * server.
     */
    public static boolean isMeantBy(String[] arguments) {
        return arguments.length > 0 && (!arguments[0].matches("(-.*)?") || HELP.contains(arguments[0]));
    }

    /**
     * Runs a command.
     *
     * @return the exit code
     */
    public static int run(String[] arguments) {
        // Logging is off, because the output is the command's answer to a person and must not contain messages of the
        // database.
        LoggingSystem.get(OperatorTool.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new OperatorTool()).setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println(failure.getMessage());
            return 1;
        });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }
}
