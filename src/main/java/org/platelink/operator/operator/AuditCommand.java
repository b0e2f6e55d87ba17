package org.platelink.operator.operator;

import java.nio.file.Path;
import org.platelink.platform.database.FolderDatabase;
import org.platelink.security.audit.AuditVerdict;
import org.platelink.security.audit.AuditVerification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command {@code audit}: verifies the audit trail, with or without a running server. */
@Command(name = "audit", description = "Checks the audit trail.", mixinStandardHelpOptions = true)
final class AuditCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Verify?");
    }

    @Command(
            name = "verify",
            description =
                    "Walks through the whole trail and its checkpoints and names the first broken link. Exit code 3"
                            + " if there is one.",
            mixinStandardHelpOptions = true)
    int verify(
            @Option(
                            names = "--anchor",
                            paramLabel = "FILE",
                            description =
                                    "checkpoints that were kept elsewhere (platelink.audit.anchor), a line each; all"
                                            + " of them must be in the data folder too")
                    Path anchor)
            throws Exception {
        try (FolderDatabase database = FolderDatabase.connect(home.path(), System.getenv())) {
            AuditVerdict verdict = new AuditVerification().verify(database.connection(), home.path(), anchor);
            verdict.broken()
                    .ifPresentOrElse(
                            link -> spec.commandLine()
                                    .getOut()
                                    .println("broken at row " + link.seq() + ": " + link.what() + "; whole before it: "
                                            + verdict.rows() + " rows"),
                            () -> spec.commandLine()
                                    .getOut()
                                    .println("whole: " + verdict.rows() + " rows, " + verdict.checkpoints()
                                            + " checkpoints, head " + verdict.head()));
            return verdict.whole() ? 0 : 3;
        }
    }
}
