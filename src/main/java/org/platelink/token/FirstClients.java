package org.platelink.token;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.platelink.access.Role;
import org.platelink.access.Scopes;
import org.platelink.server.PublicAddress;
import org.platelink.server.StartUpRefused;

/**
 * The clients that are there from the first start on: the operator, and on a server that only this machine reaches one of
 * each role to try it with.
 */
final class FirstClients {

    static final String OPERATOR = "operator";
    private static final String OPERATOR_FILE = "operator.json";

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

    FirstClients(Clients clients, Path home, PublicAddress address, SecurityProperties.Demo demo) {
        this.clients = clients;
        this.keys = new KeyFolder(home.resolve("keys"));
        this.demoFiles = new KeyFolder(home.resolve("clients"));
        this.address = address;
        this.demo = demo;
    }

    /** Makes those that were never made; says what it did. */
    String make(boolean loopback) {
        if (clients.find(OPERATOR).isEmpty()) {
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
        long demos = all.stream().filter(Client::demo).count();
        return all.size() + " clients"
                + (demos == 0 ? "" : ", " + demos + " of them to try it, in " + demoFiles.path());
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

    /** Takes the file of a demo client that was revoked. */
    void revoked(String id) {
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
