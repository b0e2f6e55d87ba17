package org.platelink.operator;

import java.util.Set;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands of the operator. Each ends with exit code 0, or with one sentence on the error output and another code. */
@Command(
        name = "platelink.jar",
        description = "Without a command: starts the server. With one, for its operator:",
        mixinStandardHelpOptions = true,
        subcommands = {
            TokenCommand.class,
            ClientCommand.class,
            AuditCommand.class,
            CheckCommand.class,
            DemoCommand.class,
            ImportStudyCommand.class
        })
public final class OperatorTool implements Runnable {

    private static final Set<String> COMMANDS =
            Set.of("token", "client", "audit", "check", "demo", "import-study", "help", "--help", "-h");

    @Spec
    private CommandSpec spec;

    OperatorTool() {}

    /** Whether arguments are for the tool; otherwise they are options of the server. */
    public static boolean isMeantBy(String[] arguments) {
        return arguments.length > 0 && COMMANDS.contains(arguments[0]);
    }

    /**
     * Runs a command.
     *
     * @return the exit code
     */
    public static int run(String[] arguments) {
        // What a person reads here is the command's answer; the database's own words are not among it.
        LoggingSystem.get(OperatorTool.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
        return new CommandLine(new OperatorTool())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }
}
