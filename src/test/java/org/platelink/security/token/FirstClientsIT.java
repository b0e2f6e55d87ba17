package org.platelink.security.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.FreshTables;
import org.platelink.OwnPostgres;
import org.platelink.platform.server.PrivateFiles;
import org.platelink.platform.server.PublicAddress;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What starts do with the first clients: what a person has revoked stays so, and an operator can be had again. */
class FirstClientsIT {

    @RegisterExtension
    static final OwnPostgres POSTGRES = new OwnPostgres();

    private final JdbcClient database = JdbcClient.create(POSTGRES.database());
    private final Clients clients = new Clients(database);
    private final List<Object> published = new ArrayList<>();

    @TempDir
    private Path home;

    @BeforeEach
    void emptyTables() {
        FreshTables.in(POSTGRES.database());
    }

    @Test
    void aStartAfterTheOperatorWasRevokedMakesNobodyAdmin() {
        start();
        revoke("operator");

        start();

        assertThat(clients.find("operator")).isEmpty();
        assertThat(home.resolve("keys/operator.json")).doesNotExist();
        assertThat(clients.all()).extracting(Client::id).contains("ehr-demo").doesNotContain("operator-2");
    }

    @Test
    void anOperatorThatWasRevokedIsReplacedUnderAnotherId() throws Exception {
        start();
        revoke("operator");
        ClientFile key = restored();

        start();

        assertThat(operator().clientId()).isEqualTo("operator-2");
        assertThat(operator().key()).isEqualTo(key.key());
        assertThat(operator().tokenEndpoint()).isEqualTo("http://localhost:1/oauth2/token");
        assertThat(clients.find("operator-2").orElseThrow().keys()).isEqualTo(key.publicKeys());
        assertThat(home.resolve("keys/operator.next.json")).doesNotExist();
        assertThat(published).hasSize(1);

        revoke("operator-2");
        restored();
        start();
        assertThat(operator().clientId()).isEqualTo("operator-3");
    }

    @Test
    void anOperatorWhoseKeyWasLostKeepsTheId() throws Exception {
        start();
        Files.delete(home.resolve("keys/operator.json"));
        ClientFile key = restored();

        start();

        assertThat(operator().clientId()).isEqualTo("operator");
        assertThat(clients.find("operator").orElseThrow().keys()).isEqualTo(key.publicKeys());
        assertThat(clients.standing("operator").orElseThrow().tokensSince().getEpochSecond())
                .as("tokens of the lost key end")
                .isPositive();
    }

    @Test
    void aStartThatWasBrokenOffIsGoneOnWith() throws Exception {
        start();
        revoke("operator");
        ClientFile key = restored();
        start();
        // The client is there, and the file was not yet written.
        Files.delete(home.resolve("keys/operator.json"));
        PrivateFiles.replace(home.resolve("keys/operator.next.json"), key.json().getBytes(StandardCharsets.UTF_8));

        start();

        assertThat(operator().clientId()).isEqualTo("operator-2");
        assertThat(clients.wasEver("operator-3")).isFalse();
    }

    private void start() {
        first().make(true);
    }

    private FirstClients first() {
        return new FirstClients(
                clients,
                new KeyFolder(home.resolve("keys")),
                home,
                new PublicAddress("http://localhost:1"),
                new SecurityProperties.Demo("site-unknown", List.copyOf(Set.of("https://hospital.example/lab"))),
                published::add);
    }

    private void revoke(String id) {
        assertThat(clients.revoke(id)).isTrue();
        first().revoked(id);
    }

    /** As the command leaves it. */
    private ClientFile restored() throws Exception {
        ClientFile made = ClientFile.withNewKey("operator", "-", "-");
        PrivateFiles.replace(
                home.resolve("keys/operator.next.json"), made.json().getBytes(StandardCharsets.UTF_8));
        return made;
    }

    private ClientFile operator() throws Exception {
        return ClientFile.parse(Files.readString(home.resolve("keys/operator.json")));
    }
}
