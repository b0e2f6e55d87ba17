package org.platelink.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.token.ClientFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds, lists and revokes clients of a running server, as its operator. */
@Command(
        name = "client",
        description = "Adds, lists and revokes clients of a running server.",
        mixinStandardHelpOptions = true)
final class ClientCommand implements Runnable {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            defaultValue = "${env:PLATELINK_HOME:-data}",
            description = "the server's data folder, with the operator's key; ${DEFAULT-VALUE}")
    private Path home;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Add, list or revoke?");
    }

    private ClientFile operator() {
        return ClientFiles.client(home.resolve("keys").resolve("operator.json"));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Command(name = "list", description = "Lists the clients: id, role, site, scopes.", mixinStandardHelpOptions = true)
    int list() {
        for (JsonNode client : new ServerConnection(operator()).administer("GET", "/admin/clients", "")) {
            out().printf(
                            "%-24s %-12s %-20s %s%n",
                            client.get("id").asText(),
                            client.get("role").asText(),
                            client.path("site").asText("").replace("null", "-"),
                            client.get("scopes").asText());
        }
        return 0;
    }

    @Command(name = "revoke", description = "Takes a client's rights at once.", mixinStandardHelpOptions = true)
    int revoke(@Parameters(paramLabel = "ID", description = "the client's id") String id) {
        if (!id.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("Refused: There is no such client.");
        }
        new ServerConnection(operator()).administer("DELETE", "/admin/clients/" + id, "");
        out().println("revoked " + id);
        return 0;
    }

    @Command(name = "add", description = "Registers a client.", mixinStandardHelpOptions = true)
    int add(
            @Option(names = "--id", required = true, description = "its client_id") String id,
            @Option(names = "--role", required = true, description = "ehr, coordinator, analyst, registry or admin")
                    String role,
            @Option(names = "--site", description = "the id of the Organization that is its site") @Nullable
                    String site,
            @Option(
                            names = "--identifier-system",
                            description = "a namespace of the site's identifiers; may be repeated")
                    @Nullable
                    List<String> systems,
            @Option(names = "--scope", description = "what its tokens may grant; the role's usual if left out")
                    @Nullable
                    String scope,
            @Option(
                            names = "--charset",
                            description =
                                    "the character set of its HL7 v2 messages that name none and are not UTF-8, such as"
                                            + " GBK")
                    @Nullable
                    String charset,
            @ArgGroup(exclusive = true, multiplicity = "1") Keys keys)
            throws IOException {
        ClientFile operator = operator();
        ObjectNode registration = JSON.createObjectNode().put("id", id).put("role", role);
        if (site != null) {
            registration.put("site", site);
        }
        if (systems != null) {
            registration.set("identifierSystems", JSON.valueToTree(systems));
        }
        if (scope != null) {
            registration.put("scopes", scope);
        }
        if (charset != null) {
            registration.put("charset", charset);
        }
        @Nullable ClientFile made = null;
        if (keys.jwks != null) {
            registration.set(
                    "keys",
                    JSON.readTree(
                            ClientFile.publicKeys(Files.readString(keys.jwks)).toString()));
        } else if (keys.jwksUri != null) {
            registration.put("keysAt", keys.jwksUri);
        } else {
            made = ClientFile.withNewKey(id, operator.tokenEndpoint(), scope == null ? "system/*.crus" : scope);
            ClientFiles.write(keys.newKey, made.json());
            registration.set("keys", JSON.readTree(made.publicKeys().toString()));
        }
        try {
            new ServerConnection(operator).administer("POST", "/admin/clients", registration.toString());
        } catch (IllegalStateException refused) {
            if (made != null) {
                Files.deleteIfExists(keys.newKey);
            }
            throw refused;
        }
        out().println("added " + id + (made == null ? "" : "; its key is in " + keys.newKey));
        return 0;
    }

    /** Where a client's public keys come from. */
    static final class Keys {

        @Option(names = "--jwks", paramLabel = "FILE", description = "its public keys, a JWKS")
        private @Nullable Path jwks;

        @Option(
                names = "--jwks-uri",
                paramLabel = "URL",
                description = "where its public keys are; https, an allowed host")
        private @Nullable String jwksUri;

        @Option(names = "--new-key", paramLabel = "FILE", description = "makes a key and the client's file here")
        private @Nullable Path newKey;
    }
}
