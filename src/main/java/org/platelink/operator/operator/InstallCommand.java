package org.platelink.operator.operator;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.platelink.operator.install.Installation;
import org.springframework.boot.system.ApplicationHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command {@code install}: the jar taken apart into a folder, with what makes it start faster. */
@Command(
        name = "install",
        description = "Takes the jar apart into a folder, in which the server starts faster; takes about two minutes.",
        mixinStandardHelpOptions = true)
final class InstallCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "empty or not there yet, or of an installation before")
    private Path folder;

    @Override
    public Integer call() throws IOException, InterruptedException {
        File jar = new ApplicationHome(OperatorTool.class).getSource();
        if (jar == null || !jar.isFile()) {
            throw new IOException("Only a jar can be installed: java -jar target/platelink.jar install FOLDER");
        }
        Installation installation = Installation.in(folder);
        installation.install(jar.toPath());
        spec.commandLine().getOut().println("start it   java @" + installation.arguments());
        spec.commandLine().getOut().println("command it java @" + installation.toolArguments() + " --help");
        return 0;
    }
}
