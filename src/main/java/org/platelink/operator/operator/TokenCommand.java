package org.platelink.operator.operator;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.platelink.security.token.ClientFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Command {@code token}: prints an access token that is valid for five minutes. */
@Command(
        name = "token",
        description = "Prints a bearer token of a client, which lasts five minutes.",
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--client",
            required = true,
            paramLabel = "FILE",
            description = "the client's file, such as data/clients/ehr-demo.json")
    private Path client;

    @Option(
            names = "--scope",
            paramLabel = "SCOPES",
            description = "what to ask for; all that the file names if it is left out")
    private @Nullable String scope;

    @Override
    public Integer call() {
        ClientFile file = ClientFiles.client(client);
        spec.commandLine().getOut().println(new ServerConnection(file).token(scope == null ? file.scope() : scope));
        return 0;
    }
}
