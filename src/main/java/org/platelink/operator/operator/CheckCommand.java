package org.platelink.operator.operator;

import java.util.List;
import org.platelink.laboratory.lab.ResultCheck;
import org.platelink.laboratory.lab.ResultCheck.Doubt;
import org.platelink.platform.database.FolderDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Command {@code check}: searches the stored data for results that somebody must review, with or without a running
 * server.
 */
@Command(name = "check", description = "Looks for stored results that may be wrong.", mixinStandardHelpOptions = true)
final class CheckCommand implements Runnable {

    private static final int FOUND = 3;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Check what? results");
    }

    @Command(
            name = "results",
            description =
                    "Lists laboratory results whose history has more than one subject, or whose report is of another"
                            + " one. Exit code 3 if there are any.",
            mixinStandardHelpOptions = true)
    int results() throws Exception {
        try (FolderDatabase database = FolderDatabase.connect(home.path(), System.getenv())) {
            List<Doubt> doubts = new ResultCheck().doubts(database.connection());
            for (Doubt doubt : doubts) {
                String site = doubt.site().isEmpty() ? "" : " (site " + doubt.site() + ")";
                spec.commandLine().getOut().println(doubt.address() + site + ": " + doubt.sentence());
            }
            spec.commandLine()
                    .getOut()
                    .println(
                            doubts.isEmpty()
                                    ? "No result is in doubt."
                                    : doubts.size()
                                            + " in doubt. GET the address with /_history to see who it was of; the"
                                            + " message that brought each version is its meta.source.");
            return doubts.isEmpty() ? 0 : FOUND;
        }
    }
}
