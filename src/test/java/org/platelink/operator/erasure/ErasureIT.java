package org.platelink.operator.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.intake.Messages;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.access.TwoSites;
import org.platelink.security.token.ClientFile;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All persons are invented, admins too. */
@ServerTest
class ErasureIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static FhirClient second;

    /** A name that no screening knows for one, and no other text of the tests has. */
    private final String name = "Qz" + UUID.randomUUID().toString().replaceAll("[^a-f]", "") + "zhang";

    private final int port;
    private final TwoSites sites;
    private final FhirClient operator;
    private final JdbcClient database;

    ErasureIT(@LocalServerPort int port, JdbcClient database) {
        this.port = port;
        this.database = database;
        this.sites = TwoSites.on(port);
        this.operator = FhirClient.of(port, "operator");
    }

    @BeforeEach
    void anotherAdmin() {
        if (second == null) {
            ClientFile file = ClientFile.withNewKey(
                    "erasure-admin", "http://localhost:" + port + "/oauth2/token", "system/*.cruds");
            Answer added = operator.send(
                    "POST",
                    url("/admin/clients"),
                    "application/json",
                    "{\"id\":\"erasure-admin\",\"role\":\"admin\",\"scopes\":\"system/*.cruds\",\"keys\":"
                            + file.publicKeys() + "}");
            assertThat(added.status()).as(added.body()).isEqualTo(201);
            second = FhirClient.of(port, file);
        }
    }

    @Test
    void aLeakIsNowhereAfterTwoAdminsAgreedAndItIsToldWhoHadIt() throws IOException {
        String id = leaked("erased-1");
        String version = "Observation/" + id + "/_history/1";
        String message = parkedMessage();
        FhirClient analyst = sites.as("analyst");
        assertThat(analyst.get("/" + version).body()).contains(name);
        assertThat(analyst.get("/Observation?subject=Patient/acc-a&_count=1000").body())
                .contains(name);
        String export = exported(analyst);
        corrected(id);
        assertThat(places()).isNotEmpty();

        JsonNode asked = json(ask(operator, body(version, message, "An Admin")), 201);
        JsonNode done = json(agree(second, asked, "Second Admin"), 200);

        assertThat(places()).isEmpty();
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("asked").path("client").asText()).isNotEqualTo("erasure-admin");
        assertThat(done.path("agreed").path("person").asText()).isEqualTo("Second Admin");
        String had = done.path("had").path("clients").toString();
        assertThat(had)
                .contains("\"client\":\"analyst-demo\",\"how\":\"read\",\"what\":\"" + version)
                .contains("\"client\":\"analyst-demo\",\"how\":\"may have read\"")
                .contains("\"client\":\"analyst-demo\",\"how\":\"may have exported\"")
                .contains("\"client\":\"coordinator-demo\",\"how\":\"wrote\",\"what\":\"" + version)
                .contains("\"client\":\"ehr-demo\",\"how\":\"sent\",\"what\":\"message " + message)
                .doesNotContain("\"client\":\"operator\"");
        assertThat(done.path("had").path("exports").toString()).contains(export, "analyst-demo", "$export");
        assertThat(json(operator.get(url("/admin/erasures/" + done.path("id").asText())), 200))
                .isEqualTo(done);
        assertTombstones(version, message, export, done.path("id").asText());
    }

    private void assertTombstones(String version, String message, String export, String erasure) {
        Observation tombstone = sites.as("coordinator").get("/" + version).as(Observation.class);
        assertThat(tombstone.getMeta().getSecurityFirstRep().getCode()).isEqualTo("REDACTED");
        assertThat(tombstone.getSubject().getReference()).isEqualTo("Patient/acc-a");
        assertThat(tombstone.getText().getDivAsString()).contains("direct-identifier", erasure, "erasure-admin");
        String history = sites.as("coordinator")
                .get("/" + version.replaceFirst("/1$", ""))
                .body();
        assertThat(history).contains("REDACTED").doesNotContain(name);
        Answer status = sites.as("analyst").get(url("/export/" + export));
        assertThat(status.status()).isGreaterThanOrEqualTo(400);
        assertThat(status.body()).contains("taken back", erasure);
        Answer text = sites.as("coordinator").get(url("/intake/messages/" + message + "/text"));
        assertThat(text.body()).contains("was erased").doesNotContain(name);
        assertThat(sites.as("coordinator")
                        .get(url("/intake/messages/" + message))
                        .body())
                .contains("rejected")
                .doesNotContain(name);
        String trail =
                operator.get("/AuditEvent?entity=" + version + "&_count=50").body();
        assertThat(trail).contains("Erasure " + erasure, "asked for by An Admin", "agreed to by Second Admin");
    }

    @Test
    void aMessageThatWasSentAgainIsErasedWithItsCopiesAndTheyAreNamed() throws IOException {
        String first = message("20260302090000+0800");
        String again = message("20260302090100+0800");
        assertThat(sites.as("coordinator").get(url("/intake/messages/" + again)).body())
                .contains("duplicate", first);

        JsonNode asked = json(ask(operator, body(null, again, "An Admin").replace("[\"null\"]", "[]")), 201);
        JsonNode done = json(agree(second, asked, "Second Admin"), 200);

        for (String message : List.of(first, again)) {
            assertThat(sites.as("coordinator")
                            .get(url("/intake/messages/" + message + "/text"))
                            .body())
                    .contains("was erased")
                    .doesNotContain(name);
            assertThat(done.path("had").path("clients").toString())
                    .contains("\"client\":\"ehr-demo\",\"how\":\"sent\",\"what\":\"message " + message);
            assertThat(operator.get("/AuditEvent?_sort=-date&_count=5").body()).contains("message " + message);
        }
    }

    @Test
    void oneAloneErasesNothing() throws IOException {
        String id = leaked("erased-2");
        corrected(id);
        String version = "Observation/" + id + "/_history/1";
        JsonNode asked = json(ask(operator, body(version, null, "An Admin")), 201);

        assertThat(agree(operator, asked, "Second Admin").status()).isEqualTo(403);
        assertThat(agree(second, asked, "an  admin").issues()).contains("person", "another person");
        for (String role : new String[] {"analyst", "coordinator", "ehr", "registry"}) {
            assertThat(agree(sites.as(role), asked, "Second Admin").status())
                    .as(role)
                    .isEqualTo(403);
            assertThat(ask(sites.as(role), body(version, null, "A B")).status())
                    .as(role)
                    .isEqualTo(403);
        }
        assertThat(agree(sites.as("anyone"), asked, "Second Admin").status()).isEqualTo(401);
        assertThat(sites.as("analyst").get("/" + version).body()).contains(name);

        JsonNode withdrawn = json(post(operator, asked, "$withdraw", "An Admin"), 200);
        assertThat(withdrawn.path("state").asText()).isEqualTo("withdrawn");
        assertThat(agree(second, asked, "Second Admin").status()).isEqualTo(409);
        assertThat(sites.as("analyst").get("/" + version).body()).contains(name);
    }

    @Test
    void whatCannotBeErasedIsSaidWithHowToMendIt() {
        String id = leaked("erased-3");
        String current = "Observation/" + id + "/_history/1";

        Answer refused = ask(operator, body(current, null, "An Admin"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.issues()).contains("versions[0]", "entered-in-error");

        assertThat(ask(operator, body("Observation/none/_history/1", null, "An Admin"))
                        .status())
                .isEqualTo(404);
        assertThat(ask(operator, body("Observation/" + id, null, "An Admin")).issues())
                .contains("Observation/1/_history/2");
        assertThat(ask(operator, body(current, "no-uuid", "An Admin")).status()).isEqualTo(400);
        assertThat(ask(operator, body(current, null, "7")).issues()).contains("person");
        assertThat(ask(operator, body(current, null, "An Admin").replace("direct-identifier", "x"))
                        .issues())
                .contains("direct-identifier, wrong-person");
        assertThat(ask(operator, "[").status()).isEqualTo(400);
        assertThat(ask(operator, "{}").issues()).contains("1 to 200");
        assertThat(agree(
                                second,
                                JSON.createObjectNode()
                                        .put("id", UUID.randomUUID().toString()),
                                "A B")
                        .status())
                .isEqualTo(404);
    }

    /** Every table of the database as text, in which it stands as it is or as bytes. */
    private List<String> places() {
        String hex = HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
        List<String> found = new ArrayList<>();
        List<String> tables = database.sql(
                        """
                        select format('%I.%I', table_schema, table_name) from information_schema.tables
                        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
                        """)
                .query(String.class)
                .list();
        for (String table : tables) {
            int rows = database.sql("select count(*) from " + table + " one where one::text like ? or one::text like ?")
                    .params("%" + name + "%", "%" + hex + "%")
                    .query(Integer.class)
                    .single();
            if (rows > 0) {
                found.add(table);
            }
        }
        return found;
    }

    private String leaked(String identifier) {
        Observation result =
                Labs.platelets("acc-a", identifier + "-" + UUID.randomUUID(), "30", "10*9/L", "2026-03-05");
        result.addNote().setText("asked again by " + name);
        result.addIdentifier().setSystem("https://hospital.example/lab").setValue("F-" + name);
        Answer stored = sites.as("coordinator").post("/Observation", result);
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        return stored.as(Observation.class).getIdPart();
    }

    private void corrected(String id) {
        Observation result = sites.as("coordinator").get("/Observation/" + id).as(Observation.class);
        result.getNote().clear();
        result.getIdentifier().remove(1);
        Answer stored = sites.as("coordinator").put("/Observation/" + id, result);
        assertThat(stored.status()).as(stored.body()).isEqualTo(200);
    }

    /** The same but for when it was sent and how it was numbered. */
    private String message(String sent) {
        return parkedMessage(Messages.unique("ER"), sent, "P-" + name, "O-" + name);
    }

    /** Of a person whom the site has not linked. */
    private String parkedMessage() {
        return parkedMessage(Messages.unique("ER"), "20260302090000+0800", Messages.unique("P"), Messages.unique("O"));
    }

    private String parkedMessage(String control, String sentAt, String patient, String order) {
        Answer sent = new Messages(port)
                .send(Messages.oru(
                        control,
                        sentAt,
                        patient,
                        order,
                        "20260302090000+0800",
                        Messages.platelets("30", "F") + "\rNTE|1||asked again by " + name));
        String id = Messages.id(sent);
        await().until(() -> sites.as("coordinator")
                .get(url("/intake/messages/" + id))
                .body()
                .matches("(?s).*\"(parked|duplicate)\".*"));
        return id;
    }

    private String exported(FhirClient analyst) {
        Answer accepted = analyst.get("/$export?_type=Observation", "Prefer", "respond-async");
        String job = accepted.headers().firstValue("Content-Location").orElseThrow();
        await().until(() -> analyst.get(job).status() == 200);
        return job.replaceFirst(".*/", "");
    }

    private static String body(String version, String message, String person) {
        return "{\"versions\":[\"" + version + "\"]" + (message == null ? "" : ",\"messages\":[\"" + message + "\"]")
                + ",\"reason\":\"direct-identifier\",\"ticket\":\"QA-12\",\"person\":\"" + person + "\"}";
    }

    private Answer ask(FhirClient admin, String body) {
        return admin.send("POST", url("/admin/erasures"), "application/json", body);
    }

    private Answer agree(FhirClient admin, JsonNode asked, String person) {
        return post(admin, asked, "$agree", person);
    }

    private Answer post(FhirClient admin, JsonNode asked, String what, String person) {
        return admin.send(
                "POST",
                url("/admin/erasures/" + asked.path("id").asText() + "/" + what),
                "application/json",
                "{\"person\":\"" + person + "\"}");
    }

    private static JsonNode json(Answer answer, int status) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
