package org.platelink.security.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.token.ClientFile;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class LinkageOperationsIT {

    private static final String SYSTEM = "https://hospital.example/patients";
    private static final String OTHER_SITE = "site-linkage";
    private static FhirClient otherCoordinator;

    private final int port;
    private final FhirClient ofA;
    private final FhirClient ofB;
    private final JdbcClient database;

    LinkageOperationsIT(@LocalServerPort int port, JdbcClient database) {
        this.port = port;
        this.database = database;
        ofA = FhirClient.of(port, "coordinator-demo");
        ofB = coordinatorOfAnotherSite(port);
    }

    @BeforeEach
    void participants() {
        participant(ofA, "link-1", "site-unknown");
        participant(ofA, "link-2", "site-unknown");
        participant(ofB, "site-linkage.link-3", OTHER_SITE);
    }

    private static void participant(FhirClient coordinator, String id, String site) {
        Patient patient = Labs.participant(id);
        patient.setManagingOrganization(new Reference("Organization/" + site));
        assertThat(coordinator.put("/Patient/" + id, patient).status()).isIn(200, 201);
    }

    private static synchronized FhirClient coordinatorOfAnotherSite(int port) {
        if (otherCoordinator == null) {
            FhirClient operator = FhirClient.of(port, "operator");
            operator.put(
                    "/Organization/" + OTHER_SITE,
                    "{\"resourceType\":\"Organization\",\"id\":\"" + OTHER_SITE + "\",\"name\":\"Synthetic site\"}");
            ClientFile file = ClientFile.withNewKey(
                    "coordinator-linkage", "http://localhost:" + port + "/oauth2/token", "system/*.crus");
            Answer added = operator.send(
                    "POST",
                    "http://127.0.0.1:" + port + "/admin/clients",
                    "application/json",
                    "{\"id\":\"coordinator-linkage\",\"role\":\"coordinator\",\"site\":\"" + OTHER_SITE
                            + "\",\"identifierSystems\":[\"https://hospital-linkage.example/lab\"],\"scopes\":\""
                            + file.scope()
                            + "\",\"keys\":" + file.publicKeys() + "}");
            assertThat(added.status()).as(added.body()).isEqualTo(201);
            otherCoordinator = FhirClient.of(port, file);
        }
        return otherCoordinator;
    }

    @Test
    void aCoordinatorLinksFindsAndReadsOfTheOwnSite() {
        assertThat(link(ofA, "link-1", "SYN-0001").status()).isEqualTo(200);
        assertThat(link(ofA, "link-1", "SYN-0001").status()).isEqualTo(200);

        Answer found = find(ofA, "syn-0001 ");
        assertThat(found.as(Parameters.class).getParameter("participant").getValue())
                .isInstanceOfSatisfying(Reference.class, reference -> assertThat(reference.getReference())
                        .isEqualTo("Patient/link-1"));
        assertThat(read(ofA, "link-1").as(Parameters.class).getParameter())
                .extracting(parameter -> ((Identifier) parameter.getValue()).getValue())
                .contains("SYN-0001");
        assertThat(ofA.get("/Patient/link-1").body()).doesNotContain("SYN-0001");
    }

    @Test
    void eachUseStandsInTheTrail() {
        link(ofA, "link-2", "SYN-0009");
        find(ofA, "SYN-0009");
        read(ofA, "link-2");

        assertThat(FhirClient.of(port, "operator")
                        .get("/AuditEvent?entity=Patient/link-2&_count=50")
                        .body())
                .contains(
                        "An identifier was joined to a participant",
                        "The participant of an identifier was looked up",
                        "The identifiers of a participant were read")
                .doesNotContain("SYN-0009", "syn-0009");
    }

    @Test
    void anIdentifierOfAnotherParticipantOfTheSiteConflicts() {
        link(ofA, "link-1", "SYN-0002");

        Answer second = link(ofA, "link-2", "SYN-0002");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.issues()).contains("another participant").doesNotContain("SYN-0002", "link-1");
        assertThat(find(ofA, "SYN-0002").body()).contains("Patient/link-1");
    }

    @Test
    void twoSitesMayUseTheSameNumberAndNeitherSeesTheOthers() {
        assertThat(link(ofA, "link-1", "SYN-0003").status()).isEqualTo(200);
        assertThat(find(ofB, "SYN-0003").status()).isEqualTo(404);

        assertThat(link(ofB, "site-linkage.link-3", "SYN-0003").status()).isEqualTo(200);

        assertThat(find(ofA, "SYN-0003").body()).contains("Patient/link-1");
        assertThat(find(ofB, "SYN-0003").body()).contains("Patient/site-linkage.link-3");
    }

    @Test
    void aParticipantOfAnotherSiteIsAnsweredAsAnUnknownOne() {
        Answer foreign = link(ofB, "link-1", "SYN-0004");
        Answer unknown = link(ofB, "link-x", "SYN-0004");
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body().replace("link-1", "link-x")).isEqualTo(unknown.body());

        assertThat(read(ofB, "link-1").body().replace("link-1", "link-x")).isEqualTo(unknown.body());
        assertThat(find(ofA, "SYN-0004").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ehr-demo", "analyst-demo", "registry-demo", "operator"})
    void nobodyElseReachesTheTable(String client) {
        FhirClient other = FhirClient.of(port, client);

        assertThat(link(other, "link-1", "SYN-0005").status()).isEqualTo(403);
        assertThat(find(other, "SYN-0001").status()).isEqualTo(403);
        assertThat(read(other, "link-1").status()).isEqualTo(403);
        assertThat(link(other, "link-x", "SYN-0005").status()).isEqualTo(403);
    }

    @Test
    void nobodyWithoutATokenReachesTheTable() {
        FhirClient anyone = FhirClient.withoutToken(port);

        assertThat(find(anyone, "SYN-0001").status()).isIn(401, 403);
        assertThat(read(anyone, "link-1").status()).isIn(401, 403);
    }

    @Test
    void anIdentifierNeverStandsInAUrl() {
        assertThat(ofA.get("/Patient/$find-linked?identifier=" + SYSTEM + "|SYN-0001")
                        .status())
                .isEqualTo(405);
        Answer posted = ofA.post("/Patient/$find-linked?identifier=" + SYSTEM + "|SYN-0001", "{}");
        assertThat(posted.status()).isEqualTo(400);
        assertThat(ofA.get("/Patient/link-1/$linked-identifiers").status()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"Parameters\"}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"identifier\",\"valueIdentifier\":{\"value\":\"SYN-0006\"}}]}",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"identifier\",\"valueString\":\"SYN-0006\"}]}",
                "{\"resourceType\":\"Patient\"}",
                "",
            })
    void whatHoldsNoIdentifierIsRefusedWithASentence(String body) {
        Answer answer = ofA.post("/Patient/link-1/$link", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.issues()).isNotBlank().doesNotContain("SYN-0006");
    }

    @Test
    void theTableHoldsNothingThatCanBeRead() {
        link(ofA, "link-2", "SYN-0007");

        assertThat(database.sql("select i::text || encode(sealed, 'escape') from linkage.identifier i")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(row -> row.contains("SYN-0007") || row.contains("hospital"));
    }

    @Test
    void theServerSaysThatItHasTheOperations() {
        assertThat(ofA.get("/metadata").body()).contains("\"link\"", "\"find-linked\"", "\"linked-identifiers\"");
    }

    private static Answer link(FhirClient client, String participant, String value) {
        return client.post("/Patient/" + participant + "/$link", identifier(value));
    }

    private static Answer find(FhirClient client, String value) {
        return client.post("/Patient/$find-linked", identifier(value));
    }

    private static Answer read(FhirClient client, String participant) {
        return client.post("/Patient/" + participant + "/$linked-identifiers", new Parameters());
    }

    private static Parameters identifier(String value) {
        Parameters parameters = new Parameters();
        parameters
                .addParameter()
                .setName("identifier")
                .setValue(new Identifier().setSystem(SYSTEM).setValue(value));
        return parameters;
    }
}
