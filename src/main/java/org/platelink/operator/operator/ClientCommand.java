package org.platelink.operator.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.PrivateFiles;
import org.platelink.security.token.ClientFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Command {@code client}: adds, lists and revokes clients of a running server, and replaces their keys, with the
 * operator's credentials.
 */
@Command(
        name = "client",
        description = "Adds, lists and revokes clients of a running server, and replaces their keys.",
        mixinStandardHelpOptions = true)
final class ClientCommand implements Runnable {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Add, list, revoke, key or restore-operator?");
    }

    private ClientFile operator() {
        return ServerKeys.operator(home.path());
    }

    private Path operatorFile(String name) {
        return ServerKeys.folder(home.path()).resolve(name);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Command(
            name = "list",
            description = "Lists the clients: id, role, site, scopes; and the apps of people: id, name, redirect URIs.",
            mixinStandardHelpOptions = true)
    int list() {
        for (JsonNode client : new ServerConnection(operator()).administer("GET", "/admin/clients", "")) {
            out().printf(
                            "%-24s %-12s %-20s %s%n",
                            client.get("id").asText(),
                            client.get("role").asText(),
                            client.path("site").asText("").replace("null", "-"),
                            client.get("scopes").asText());
        }
        for (JsonNode app : new ServerConnection(operator()).administer("GET", "/admin/apps", "")) {
            List<String> uris = new ArrayList<>();
            app.get("redirectUris").forEach(uri -> uris.add(uri.asText()));
            out().printf(
                            "%-24s %-12s %-20s %s%n",
                            app.get("id").asText(),
                            "app",
                            "-",
                            app.get("name").asText() + ", " + String.join(" ", uris));
        }
        return 0;
    }

    @Command(
            name = "revoke",
            description = "Takes the rights of a client, or of an app, at once.",
            mixinStandardHelpOptions = true)
    int revoke(@Parameters(paramLabel = "ID", description = "the client's id") String id) {
        mustBeAnId(id);
        new ServerConnection(operator()).administer("DELETE", "/admin/clients/" + id, "");
        out().println("revoked " + id);
        return 0;
    }

    private static void mustBeAnId(String id) {
        if (!id.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("Refused: There is no such client.");
        }
    }

    @Command(
            name = "key",
            description =
                    "Puts other keys in the place of a client's, at once; without keys, a new one for the operator.",
            mixinStandardHelpOptions = true)
    int key(
            @Parameters(paramLabel = "ID", description = "the client's id") String id,
            @ArgGroup(exclusive = true, multiplicity = "0..1") @Nullable Keys keys)
            throws IOException {
        mustBeAnId(id);
        ClientFile operator = operator();
        boolean isOwn = operator.clientId().equals(id);
        if (isOwn != (keys == null)) {
            throw new IllegalArgumentException(
                    isOwn
                            ? "The operator's own key is made and kept without options: client key " + id
                            : "Name the client's keys: --jwks, --jwks-uri or --new-key.");
        }
        if (keys == null) {
            // Written to disk before the server gets it: if the command is interrupted, the next start of the server
            // finds the key there and takes it.
            ClientFile made = ClientFile.withNewKey(id, operator.tokenEndpoint(), operator.scope());
            Path next = operatorFile("operator.next.json");
            PrivateFiles.replace(next, made.json().getBytes(StandardCharsets.UTF_8));
            replace(
                    operator,
                    id,
                    JSON.createObjectNode()
                            .set("keys", JSON.readTree(made.publicKeys().toString())));
            Files.move(next, operatorFile(ServerKeys.OPERATOR), StandardCopyOption.ATOMIC_MOVE);
            out().println("replaced the key of " + id);
            return 0;
        }
        ObjectNode wanted = JSON.createObjectNode();
        @Nullable ClientFile made = keys.of(id, operator, "system/*.crus", wanted);
        try {
            replace(operator, id, wanted);
        } catch (IllegalStateException refused) {
            keys.takeBack(made);
            throw refused;
        }
        out().println("replaced the keys of " + id + (made == null ? "" : "; its key is in " + keys.newKey));
        return 0;
    }

    private static void replace(ClientFile operator, String id, JsonNode keys) {
        new ServerConnection(operator).administer("PUT", "/admin/clients/" + id + "/keys", keys.toString());
    }

    @Command(
            name = "restore-operator",
            description =
                    "Makes a new key for an operator whose key was lost, or who was revoked. The server takes it when it"
                            + " is started again.",
            mixinStandardHelpOptions = true)
    int restoreOperator() throws IOException {
        Path folder = ServerKeys.used(home.path());
        // The server knows the address; it rewrites the file when it takes the key.
        ClientFile made = ClientFile.withNewKey("operator", "-", "-");
        PrivateFiles.replace(folder.resolve("operator.next.json"), made.json().getBytes(StandardCharsets.UTF_8));
        out().println("made a key; start the server again, and the operator has it");
        return 0;
    }

    @Command(
            name = "add",
            description = "Registers a client, or with --app a tool by which people ask.",
            mixinStandardHelpOptions = true)
    int add(
            @Option(names = "--id", required = true, description = "its client_id") String id,
            @Option(names = "--role", description = "ehr, laboratory, coordinator, monitor, analyst, registry or admin")
                    @Nullable
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
            @ArgGroup(exclusive = false, multiplicity = "0..1") @Nullable AppOptions app,
            @ArgGroup(exclusive = true, multiplicity = "0..1") @Nullable Keys keys)
            throws IOException {
        ClientFile operator = operator();
        if (app != null) {
            if (role != null || site != null || systems != null || scope != null || charset != null || keys != null) {
                throw new IllegalArgumentException(
                        "An app has a name and redirect URIs and nothing else: it keeps no key, and asks for a person, with"
                                + " the person's role.");
            }
            new ServerConnection(operator).administer("POST", "/admin/apps", app.registration(id));
            out().println("added " + id);
            return 0;
        }
        if (role == null || keys == null) {
            throw new IllegalArgumentException("A client needs --role and its keys: --jwks, --jwks-uri or --new-key; an"
                    + " app by which people ask needs --app, --name and --redirect-uri.");
        }
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
        @Nullable ClientFile made = keys.of(id, operator, scope == null ? "system/*.crus" : scope, registration);
        try {
            new ServerConnection(operator).administer("POST", "/admin/clients", registration.toString());
        } catch (IllegalStateException refused) {
            keys.takeBack(made);
            throw refused;
        }
        out().println("added " + id + (made == null ? "" : "; its key is in " + keys.newKey));
        return 0;
    }

    /** Options for the source of a client's public keys. */
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

        /** Writes the keys into the request body; returns the client's file if a key was generated, otherwise null. */
        private @Nullable ClientFile of(String id, ClientFile operator, String scope, ObjectNode sent)
                throws IOException {
            if (jwks != null) {
                sent.set(
                        "keys",
                        JSON.readTree(
                                ClientFile.publicKeys(Files.readString(jwks)).toString()));
                return null;
            }
            if (jwksUri != null) {
                sent.put("keysAt", jwksUri);
                return null;
            }
            ClientFile made = ClientFile.withNewKey(id, operator.tokenEndpoint(), scope);
            ClientFiles.write(Objects.requireNonNull(newKey), made.json());
            sent.set("keys", JSON.readTree(made.publicKeys().toString()));
            return made;
        }

        private void takeBack(@Nullable ClientFile made) throws IOException {
            if (made != null) {
                Files.deleteIfExists(newKey);
            }
        }
    }
}
