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
 * The clients that are there from the first start on: the operator, and on a server that only this machine reaches one of
 * each role to try it with.
 */
final class FirstClients {

    static final String OPERATOR = "operator";
    private static final String OPERATOR_FILE = "operator.json";
    private static final String NEXT_OPERATOR_FILE = "operator.next.json";

    /** Who does what is done at a start. */
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

    /** Makes those that were never made; says what it did. */
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
     * Takes the key that {@code client restore-operator} has left in the folder of keys, to which nobody but the server's user
     * can write. The operator keeps its id; where that was revoked, which is for ever, the next one is an {@code operator-2}.
     * Broken off anywhere, it is done again with the same key at the next start.
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

    /** After a start at another address the clients' files name it. */
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

    /** Keys that lie beside the server must not open it to others than this machine. */
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

    /** Takes the file of a demo client or of the operator that was revoked: its key opens nothing any more. */
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
