package org.platelink.security.token;

import com.nimbusds.jose.jwk.JWKSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.platelink.platform.server.PublicAddress;
import org.platelink.platform.server.StartUpRefused;
import org.platelink.platform.server.StartUpStep;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;
import org.platelink.security.token.ClientChangeEvent.Change;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Creates the clients of the first start: the operator, and, on a server that only this machine reaches, one demo
 * client each for the roles EHR, coordinator, analyst and registry. Also restores the operator's key.
 */
final class FirstClients {

    static final String OPERATOR = "operator";
    private static final String OPERATOR_FILE = "operator.json";
    private static final String NEXT_OPERATOR_FILE = "operator.next.json";

    /** The caller on record for changes made at start-up. */
    private static final Caller SERVER = new Caller("server", Role.ADMIN, null, Set.of(), DefaultScopes.of(Role.ADMIN));

    private static final Map<Role, String> DEMOS = Map.of(
            Role.EHR, "ehr-demo",
            Role.COORDINATOR, "coordinator-demo",
            Role.ANALYST, "analyst-demo",
            Role.REGISTRY, "registry-demo");

    private final Clients clients;
    private final KeyFolder keys;
    private final KeyFolder demoFiles;
    private final PublicAddress address;
    private final SecurityProperties.Demo demo;
    private final ApplicationEventPublisher events;

    FirstClients(
            Clients clients,
            KeyFolder keys,
            Path home,
            PublicAddress address,
            SecurityProperties.Demo demo,
            ApplicationEventPublisher events) {
        this.clients = clients;
        this.keys = keys;
        this.events = events;
        this.demoFiles = new KeyFolder(home.resolve("clients"));
        this.address = address;
        this.demo = demo;
    }

    /** Creates the first clients that were never created; returns a summary for the start-up log. */
    String make(boolean loopback) {
        if (keys.has(NEXT_OPERATOR_FILE)) {
            restoreOperator();
        } else if (!clients.wasEver(OPERATOR)) {
            add(keys, OPERATOR_FILE, OPERATOR, Role.ADMIN, false);
        }
        if (loopback && clients.nobodyElseThan(OPERATOR)) {
            DEMOS.forEach((role, id) -> {
                add(demoFiles, id + ".json", id, role, true);
            });
        }
        readdress(keys, OPERATOR_FILE);
        DEMOS.values().forEach(id -> readdress(demoFiles, id + ".json"));
        List<Client> all = clients.all();
        if (all.stream().noneMatch(client -> client.role() == Role.ADMIN)) {
            StartUpStep.tell("clients", "no admin is left; make one with `client restore-operator`, and start again");
        }
        long demos = all.stream().filter(Client::demo).count();
        return all.size() + " clients"
                + (demos == 0 ? "" : ", " + demos + " of them to try it, in " + demoFiles.path());
    }

    /**
     * Registers the key that {@code client restore-operator} has left in the key folder, to which only the server's
     * user can write. The operator keeps its id; if that id was revoked, which is for ever, the next one is
     * {@code operator-2}. If interrupted anywhere, the next start repeats it with the same key.
     */
    private void restoreOperator() {
        ClientFile next = ClientFile.parse(keys.read(NEXT_OPERATOR_FILE));
        JWKSet key = next.publicKeys();
        String id = clients.all().stream()
                .filter(client -> client.role() == Role.ADMIN && key.equals(client.keys()))
                .map(Client::id)
                .findFirst()
                .orElseGet(() -> takeOver(key));
        keys.write(
                OPERATOR_FILE,
                new ClientFile(
                                id,
                                address.tokenEndpoint(),
                                DefaultScopes.of(Role.ADMIN).toString(),
                                next.key())
                        .json());
        keys.remove(NEXT_OPERATOR_FILE);
        StartUpStep.tell("clients", "the operator is " + id + ", with a new key");
    }

    private String takeOver(JWKSet key) {
        if (clients.replaceKeys(OPERATOR, key, null)) {
            events.publishEvent(new ClientChangeEvent(SERVER, OPERATOR, Change.KEYS_REPLACED));
            return OPERATOR;
        }
        String id = OPERATOR;
        for (int number = 2; clients.wasEver(id); number++) {
            id = OPERATOR + "-" + number;
        }
        clients.add(new Client(id, Role.ADMIN, null, Set.of(), DefaultScopes.of(Role.ADMIN), key, null, false, null));
        events.publishEvent(new ClientChangeEvent(SERVER, id, Change.ADDED));
        return id;
    }

    /** Updates the token endpoint in a client's file after the server was started at another address. */
    private void readdress(KeyFolder folder, String name) {
        if (folder.has(name)) {
            ClientFile file = ClientFile.parse(folder.read(name));
            if (!file.tokenEndpoint().equals(address.tokenEndpoint())) {
                folder.write(
                        name,
                        new ClientFile(file.clientId(), address.tokenEndpoint(), file.scope(), file.key()).json());
            }
        }
    }

    /**
     * Refuses to start while demo clients exist: their keys are stored beside the server and must not open it to
     * other machines.
     */
    void refuseBeyondThisMachine() {
        List<String> demos =
                clients.all().stream().filter(Client::demo).map(Client::id).toList();
        if (!demos.isEmpty()) {
            throw new StartUpRefused(
                    "it may not listen beyond this machine, or have a PLATELINK_URL for others, while the demo clients "
                            + String.join(", ", demos)
                            + " exist; start it on 127.0.0.1 with a PLATELINK_URL of localhost, revoke them with `client revoke`, and start it again.");
        }
    }

    /** Deletes the file of a revoked demo client or operator: its key is of no use any more. */
    void revoked(String id) {
        if (keys.has(OPERATOR_FILE)
                && ClientFile.parse(keys.read(OPERATOR_FILE)).clientId().equals(id)) {
            keys.remove(OPERATOR_FILE);
        }
        if (DEMOS.containsValue(id)) {
            demoFiles.remove(id + ".json");
        }
    }

    private void add(KeyFolder folder, String file, String id, Role role, boolean isDemo) {
        Scopes scopes = DefaultScopes.of(role);
        ClientFile made = ClientFile.withNewKey(id, address.tokenEndpoint(), scopes.toString());
        folder.write(file, made.json());
        clients.add(new Client(
                id,
                role,
                role.ofASite() ? demo.site() : null,
                role.ofASite() ? Set.copyOf(demo.identifierSystems()) : Set.of(),
                scopes,
                made.publicKeys(),
                null,
                isDemo,
                null));
    }
}
