package org.platelink.operator.operator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.platelink.operator.demo.DemoOptions;
import org.platelink.operator.demo.DemoRun;
import org.platelink.operator.demo.DemoServer;
import org.platelink.security.token.ClientFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Command {@code demo}: fills a running server with a synthetic cohort, as the coordinator and the laboratory system
 * of the demo site.
 */
@Command(
        name = "demo",
        description =
                "Fills a running server with a synthetic cohort; again with the same options, it adds what is missing.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--subjects", paramLabel = "N", defaultValue = "40", description = "how many; ${DEFAULT-VALUE}")
    private int subjects;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "another seed gives another cohort; ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "nothing is recorded that would take place after it; today if it is left out")
    private @Nullable LocalDate asOf;

    @Option(names = "--study", defaultValue = "NCT06813157", description = "the study's id; ${DEFAULT-VALUE}")
    private String study;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            defaultValue = "${env:PLATELINK_HOME:-data}",
            description = "the server's data folder, with the demo clients; ${DEFAULT-VALUE}")
    private Path home;

    @Override
    public Integer call() {
        DemoOptions options = options();
        ClientFile coordinator = client("coordinator-demo");
        ClientFile laboratory = client("ehr-demo");
        DemoServer server = new DemoServer(
                coordinator.tokenEndpoint().replace("/oauth2/token", "/fhir"), tokens(coordinator), tokens(laboratory));
        boolean taken = new DemoRun(server, options, spec.commandLine().getOut(), Ansi.AUTO.enabled()).run();
        return taken ? 0 : 1;
    }

    private DemoOptions options() {
        try {
            return new DemoOptions(subjects, seed, asOf == null ? DemoOptions.today() : asOf, study);
        } catch (IllegalArgumentException outOfRange) {
            throw new ParameterException(spec.commandLine(), outOfRange.getMessage());
        }
    }

    private ClientFile client(String id) {
        Path file = home.resolve("clients").resolve(id + ".json");
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("There is no demo client " + file
                    + ": the server's first start makes it, unless --home names another folder; one that was revoked does not"
                    + " come back.");
        }
        return ClientFiles.client(file);
    }

    private static Supplier<String> tokens(ClientFile client) {
        ServerConnection connection = new ServerConnection(client);
        return () -> connection.token(client.scope());
    }
}
