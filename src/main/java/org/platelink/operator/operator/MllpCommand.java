package org.platelink.operator.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.mllp.MllpCertificates;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.PrivateFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command {@code mllp}: creates the certificates and configuration for trying MLLP. */
@Command(name = "mllp", description = "Makes what it takes to try MLLP.", mixinStandardHelpOptions = true)
final class MllpCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Certificate?");
    }

    @Command(
            name = "certificate",
            description =
                    "Makes the certificates and keys for a try: an authority, the server's and a peer's; for another"
                            + " peer, its own alone. No file is written over.",
            mixinStandardHelpOptions = true)
    int certificate(
            @Option(names = "--peer", required = true, description = "the laboratory system's name, such as lab-a")
                    String peer,
            @Option(
                            names = "--out",
                            paramLabel = "FOLDER",
                            description = "where the files go; mllp in the data folder if it is left out")
                    @Nullable
                    Path out,
            @Option(
                            names = "--host",
                            defaultValue = "localhost",
                            description = "the name or address by which peers reach the server; ${DEFAULT-VALUE}")
                    String host,
            @Option(names = "--port", defaultValue = "2575", description = "of MLLP; ${DEFAULT-VALUE}") int port,
            @Option(names = "--days", defaultValue = "90", description = "how long they are valid; ${DEFAULT-VALUE}")
                    int days,
            @Option(
                            names = "--password",
                            defaultValue = "changeit",
                            description = "of the peer's PKCS#12 file, for Java and Mirth; ${DEFAULT-VALUE}")
                    String password,
            @Option(names = "--site", defaultValue = "site-unknown", description = "the peer's; ${DEFAULT-VALUE}")
                    String site,
            @Option(
                            names = "--identifier-system",
                            defaultValue = "https://hospital.example/lab," + CanonicalUrls.SYNTHETIC,
                            split = ",",
                            description =
                                    "a namespace of the site's identifiers; may be repeated; those of the demo site"
                                            + " if it is left out")
                    List<String> systems)
            throws IOException {
        Path folder =
                (out == null ? home().resolve("mllp") : out).toAbsolutePath().normalize();
        MllpCertificates certificates = new MllpCertificates(folder);
        MllpTry instructions = new MllpTry(certificates, peer, host, port, site, systems);
        List<Path> made = new ArrayList<>(certificates.make(peer, host, days, password));
        if (!Files.exists(instructions.stunnelFile())) {
            PrivateFiles.make(instructions.stunnelFile(), instructions.stunnel().getBytes(StandardCharsets.UTF_8));
            made.add(instructions.stunnelFile());
        }
        made.forEach(file -> spec.commandLine().getOut().println("made " + file));
        spec.commandLine().getOut().println(instructions.text(password));
        return 0;
    }

    private static Path home() {
        String home = System.getenv("PLATELINK_HOME");
        return Path.of(home == null || home.isBlank() ? "data" : home);
    }
}
