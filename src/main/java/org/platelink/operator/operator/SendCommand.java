package org.platelink.operator.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.platelink.security.token.ClientFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Command {@code send}: sends messages to a running server over HTTPS like a laboratory system, and prints the status
 * of each.
 */
@Command(
        name = "send",
        description =
                "Sends the messages of files to a running server, HL7 v2 or FHIR by what stands in them, and prints the"
                        + " fate of each. Exit code 0 if all results are stored, 1 if not.",
        mixinStandardHelpOptions = true)
final class SendCommand implements Callable<Integer> {

    private static final int LONGEST_WAIT = 3600;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "files, or folders with files; one may have several messages, a batch, or frames of MLLP")
    private List<Path> files;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            defaultValue = "${env:PLATELINK_HOME:-data}",
            description = "the server's data folder, with the demo clients; ${DEFAULT-VALUE}")
    private Path home;

    @Option(
            names = "--client",
            paramLabel = "FILE",
            description = "the client's file; clients/ehr-demo.json in the data folder if it is left out")
    private @Nullable Path client;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "where the server is reached, such as https://fhir.example.org; as in the client's file if it is"
                            + " left out")
    private @Nullable String url;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "how long to wait for the fate of a message; ${DEFAULT-VALUE}")
    private int wait;

    @Override
    public Integer call() {
        Sender sender = sender();
        SendReport report =
                new SendReport(spec.commandLine().getOut(), spec.commandLine().getErr(), Ansi.AUTO.enabled());
        try {
            for (DeliveryFiles.Entry entry : DeliveryFiles.of(files)) {
                send(entry, sender, report);
            }
        } catch (IllegalStateException stopped) {
            report.summary();
            throw stopped;
        }
        report.summary();
        return report.isAllGood() ? 0 : 1;
    }

    private static void send(DeliveryFiles.Entry entry, Sender sender, SendReport report) {
        try {
            List<Delivery> deliveries = entry.read();
            if (deliveries.isEmpty() && entry.isNamed()) {
                report.unreadable(entry.path(), "it is empty");
            } else if (deliveries.isEmpty()) {
                report.leftOut(entry.path());
            }
            for (Delivery delivery : deliveries) {
                report.sent(entry.path(), delivery, sender.send(delivery));
            }
        } catch (IOException unreadable) {
            report.unreadable(entry.path(), DeliveryFiles.words(unreadable));
        }
    }

    private Sender sender() {
        if (wait < 0 || wait > LONGEST_WAIT) {
            throw new ParameterException(spec.commandLine(), "--wait is a number from 0 to " + LONGEST_WAIT + ".");
        }
        if (url != null && !url.matches("https?://[^/?#]+/?")) {
            throw new ParameterException(
                    spec.commandLine(), "--url is an address without a path, such as https://fhir.example.org.");
        }
        ClientFile file = ClientFiles.client(client == null ? demoClient() : client);
        if (url == null && !ServerConnection.givesTokens(file)) {
            throw new ParameterException(
                    spec.commandLine(), "The client's tokens come from elsewhere; say by --url where the server is.");
        }
        String base = url == null ? ServerConnection.base(file) : url.replaceFirst("/$", "");
        ServerConnection connection = new ServerConnection(file, base);
        return new Sender(base, () -> connection.token(file.scope()), Duration.ofSeconds(wait));
    }

    private Path demoClient() {
        Path file = home.resolve("clients").resolve("ehr-demo.json");
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("There is no demo client " + file
                    + ": name the file of a client with --client, or the server's data folder with --home.");
        }
        return file;
    }
}
