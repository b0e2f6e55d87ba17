package org.platelink.operator.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Command {@code user}: adds, lists, disables and resets the users who sign in at a running server, with the
 * operator's credentials.
 */
@Command(
        name = "user",
        description = "Adds, lists, disables and resets the people who sign in at a running server.",
        mixinStandardHelpOptions = true)
final class UserCommand implements Runnable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USERS = "/admin/users";

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Add, list, disable or reset?");
    }

    @Command(
            name = "add",
            description = "Adds a person, and prints the code with which the person chooses a password.",
            mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "LOGIN", description = "what the person types to sign in") String login,
            @Option(names = "--name", required = true, description = "as colleagues read it") String name,
            @Option(
                            names = "--role",
                            required = true,
                            description = "laboratory, coordinator, monitor, analyst, registry or admin")
                    String role,
            @Option(names = "--site", description = "the id of the Organization at which the person works") @Nullable
                    String site) {
        ObjectNode person =
                JSON.createObjectNode().put("login", login).put("name", name).put("role", role);
        if (site != null) {
            person.put("site", site);
        }
        printCode(server().administer("POST", USERS, person.toString()));
        return 0;
    }

    @Command(
            name = "reset",
            description =
                    "Ends a person's sessions, password and passkeys, and prints the code with which to choose another"
                            + " password.",
            mixinStandardHelpOptions = true)
    int reset(@Parameters(paramLabel = "LOGIN", description = "the person's login") String login) {
        printCode(server().administer("POST", address(login) + "/$reset", ""));
        return 0;
    }

    @Command(
            name = "disable",
            description = "Ends a person's sessions and lets nobody sign in by the login.",
            mixinStandardHelpOptions = true)
    int disable(@Parameters(paramLabel = "LOGIN", description = "the person's login") String login) {
        server().administer("DELETE", address(login), "");
        out().println("disabled " + login);
        return 0;
    }

    @Command(
            name = "list",
            description = "Lists the people: login, role, site, state, when they last signed in, name.",
            mixinStandardHelpOptions = true)
    int list() {
        for (JsonNode person : server().administer("GET", USERS, "")) {
            out().printf(
                            "%-20s %-12s %-20s %-9s %-25s %s%n",
                            person.get("login").asText(),
                            person.get("role").asText(),
                            text(person, "site"),
                            person.get("state").asText(),
                            text(person, "lastSignedIn"),
                            person.get("name").asText());
        }
        return 0;
    }

    private void printCode(JsonNode answer) {
        if (answer.get("code").asText().equals("-")) {
            out().println(answer.get("login").asText() + " signs in again as before");
            return;
        }
        out().printf(
                        "%s chooses a password at /desk/welcome of the server with the code %s, until %s%n",
                        answer.get("login").asText(),
                        answer.get("code").asText(),
                        answer.get("until").asText());
        int removed = answer.path("passkeysRemoved").asInt();
        if (removed > 0) {
            out().printf("%d of the person's passkeys removed; the person can add others once signed in%n", removed);
        }
    }

    private static String text(JsonNode person, String name) {
        return person.hasNonNull(name) ? person.get(name).asText() : "-";
    }

    private static String address(String login) {
        if (!login.matches("[A-Za-z0-9._@+:-]+")) {
            throw new IllegalArgumentException("Refused: There is no such person.");
        }
        return USERS + "/" + login;
    }

    private ServerConnection server() {
        return new ServerConnection(ServerKeys.operator(home.path()));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
