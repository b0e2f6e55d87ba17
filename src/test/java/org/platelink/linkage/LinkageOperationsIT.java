package org.platelink.linkage;

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
import org.platelink.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
@Import(TestCallers.class)
class LinkageOperationsIT {

    private static final String SYSTEM = "https://hospital.example/patients";
    private static final String[] OF_A = {"X-Test-Caller", "coordinator site-a"};
    private static final String[] OF_B = {"X-Test-Caller", "coordinator site-b"};

    private final FhirClient client;
    private final JdbcClient database;

    LinkageOperationsIT(@LocalServerPort int port, JdbcClient database) {
        client = FhirClient.at(port);
        this.database = database;
    }

    @BeforeEach
    void sitesAndParticipants() {
        for (String site : new String[] {"site-a", "site-b"}) {
            client.put(
                    "/Organization/" + site,
                    "{\"resourceType\":\"Organization\",\"id\":\"%s\",\"name\":\"Synthetic site\"}".formatted(site));
        }
        participant("link-1", "site-a");
        participant("link-2", "site-a");
        participant("link-3", "site-b");
    }

    private void participant(String id, String site) {
        Patient patient = Labs.participant(id);
        patient.setManagingOrganization(new Reference("Organization/" + site));
        assertThat(client.put("/Patient/" + id, patient).status()).isIn(200, 201);
    }

    @Test
    void aCoordinatorLinksFindsAndReadsOfTheOwnSite() {
        assertThat(link("link-1", "SYN-0001", OF_A).status()).isEqualTo(200);
        assertThat(link("link-1", "SYN-0001", OF_A).status()).isEqualTo(200);

        Answer found = find("syn-0001 ", OF_A);
        assertThat(found.as(Parameters.class).getParameter("participant").getValue())
                .isInstanceOfSatisfying(Reference.class, reference -> assertThat(reference.getReference())
                        .isEqualTo("Patient/link-1"));
        assertThat(read("link-1", OF_A).as(Parameters.class).getParameter())
                .extracting(parameter -> ((Identifier) parameter.getValue()).getValue())
                .contains("SYN-0001");
        assertThat(client.get("/Patient/link-1").body()).doesNotContain("SYN-0001");
    }

    @Test
    void anIdentifierOfAnotherParticipantOfTheSiteConflicts() {
        link("link-1", "SYN-0002", OF_A);

        Answer second = link("link-2", "SYN-0002", OF_A);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.issues()).contains("another participant").doesNotContain("SYN-0002", "link-1");
        assertThat(find("SYN-0002", OF_A).body()).contains("Patient/link-1");
    }

    @Test
    void twoSitesMayUseTheSameNumberAndNeitherSeesTheOthers() {
        assertThat(link("link-1", "SYN-0003", OF_A).status()).isEqualTo(200);
        assertThat(find("SYN-0003", OF_B).status()).isEqualTo(404);

        assertThat(link("link-3", "SYN-0003", OF_B).status()).isEqualTo(200);

        assertThat(find("SYN-0003", OF_A).body()).contains("Patient/link-1");
        assertThat(find("SYN-0003", OF_B).body()).contains("Patient/link-3");
    }

    @Test
    void aParticipantOfAnotherSiteIsAnsweredAsAnUnknownOne() {
        Answer foreign = link("link-1", "SYN-0004", OF_B);
        Answer unknown = link("link-x", "SYN-0004", OF_B);
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body().replace("link-1", "link-x")).isEqualTo(unknown.body());

        assertThat(read("link-1", OF_B).body().replace("link-1", "link-x")).isEqualTo(unknown.body());
        assertThat(find("SYN-0004", OF_A).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ehr site-a", "analyst", "registry", "admin"})
    void nobodyElseReachesTheTable(String caller) {
        String[] other = {"X-Test-Caller", caller};

        assertThat(link("link-1", "SYN-0005", other).status()).isEqualTo(403);
        assertThat(find("SYN-0001", other).status()).isEqualTo(403);
        assertThat(read("link-1", other).status()).isEqualTo(403);
        assertThat(link("link-1", "SYN-0005").status()).isEqualTo(403);
        assertThat(link("link-x", "SYN-0005", other).status()).isEqualTo(403);
    }

    @Test
    void anIdentifierNeverStandsInAUrl() {
        assertThat(client.get("/Patient/$find-linked?identifier=" + SYSTEM + "|SYN-0001", OF_A)
                        .status())
                .isEqualTo(405);
        Answer posted = client.post("/Patient/$find-linked?identifier=" + SYSTEM + "|SYN-0001", "{}", OF_A);
        assertThat(posted.status()).isEqualTo(400);
        assertThat(client.get("/Patient/link-1/$linked-identifiers", OF_A).status())
                .isEqualTo(405);
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
        Answer answer = client.post("/Patient/link-1/$link", body, OF_A);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.issues()).isNotBlank().doesNotContain("SYN-0006");
    }

    @Test
    void theTableHoldsNothingThatCanBeRead() {
        link("link-2", "SYN-0007", OF_A);

        assertThat(database.sql("select i::text || encode(sealed, 'escape') from linkage.identifier i")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(row -> row.contains("SYN-0007") || row.contains("hospital"));
    }

    @Test
    void theServerSaysThatItHasTheOperations() {
        assertThat(client.get("/metadata").body()).contains("\"link\"", "\"find-linked\"", "\"linked-identifiers\"");
    }

    private Answer link(String participant, String value, String... caller) {
        return client.post("/Patient/" + participant + "/$link", identifier(value), caller);
    }

    private Answer find(String value, String... caller) {
        return client.post("/Patient/$find-linked", identifier(value), caller);
    }

    private Answer read(String participant, String... caller) {
        return client.post("/Patient/" + participant + "/$linked-identifiers", new Parameters(), caller);
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
