package org.platelink.security.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.Tokens;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A client that gets other keys under the id that it has, so that the trail goes on naming it by one. */
@ServerTest
class ClientKeysIT {

    private final int port;
    private final String clients;
    private final FhirClient operator;

    ClientKeysIT(@LocalServerPort int port) {
        this.port = port;
        this.clients = "http://127.0.0.1:" + port + "/admin/clients";
        this.operator = FhirClient.of(port, "operator");
    }

    @Test
    void theOldKeyAndItsTokensEndAtOnceAndTheNewKeyIsGood() throws Exception {
        ClientFile before = added("keys-it-1");
        FhirClient old = FhirClient.of(port, before);
        assertThat(old.get("/Patient").status()).isEqualTo(200);
        // A token says the second in which it was given.
        Thread.sleep(1100);

        ClientFile after = file("keys-it-1");
        assertThat(replace("keys-it-1", "{\"keys\":" + after.publicKeys() + "}").status())
                .isEqualTo(200);

        Answer refused = old.get("/Patient");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.outcome().getIssueFirstRep().getDiagnostics())
                .contains("keys were replaced since; ask for a new token");
        assertThat(Tokens.post(port, new TokenRequest(before, before.scope()).form())
                        .statusCode())
                .isEqualTo(401);
        assertThat(FhirClient.of(port, after).get("/Patient").status()).isEqualTo(200);
    }

    @Test
    void aSecondKeyBesideTheFirstEndsNothing() throws Exception {
        ClientFile first = added("keys-it-2");
        FhirClient client = FhirClient.of(port, first);
        assertThat(client.get("/Patient").status()).isEqualTo(200);
        Thread.sleep(1100);

        ClientFile second = file("keys-it-2");
        com.nimbusds.jose.jwk.JWKSet both = new com.nimbusds.jose.jwk.JWKSet(java.util.List.of(
                first.privateKey().toPublicJWK(), second.privateKey().toPublicJWK()));
        assertThat(replace("keys-it-2", "{\"keys\":" + both + "}").status()).isEqualTo(200);

        assertThat(client.get("/Patient").status()).isEqualTo(200);
        assertThat(FhirClient.of(port, second).get("/Patient").status()).isEqualTo(200);
    }

    @Test
    void whatAreNoKeysOrNoClientIsRefused() {
        added("keys-it-3");
        ClientFile other = file("keys-it-3");
        assertThat(replace("nobody-at-all", "{\"keys\":" + other.publicKeys() + "}")
                        .status())
                .isEqualTo(404);
        assertThat(replace("keys-it-3", "{}").body()).contains("either its public keys or an address");
        assertThat(replace("keys-it-3", "{\"keys\":{\"keys\":[" + other.privateKey() + "]}}")
                        .body())
                .contains("A key is a private one");
        assertThat(FhirClient.of(port, "analyst-demo")
                        .send(
                                "PUT",
                                clients + "/keys-it-3/keys",
                                "application/json",
                                "{\"keys\":" + other.publicKeys() + "}")
                        .status())
                .isEqualTo(403);
    }

    private ClientFile added(String id) {
        ClientFile file = file(id);
        Answer added = operator.send(
                "POST",
                clients,
                "application/json",
                "{\"id\":\"" + id + "\",\"role\":\"analyst\",\"keys\":" + file.publicKeys() + "}");
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        return file;
    }

    private ClientFile file(String id) {
        return ClientFile.withNewKey(id, "http://localhost:" + port + "/oauth2/token", "system/*.rs");
    }

    private Answer replace(String id, String keys) {
        return operator.send("PUT", clients + "/" + id + "/keys", "application/json", keys);
    }
}
