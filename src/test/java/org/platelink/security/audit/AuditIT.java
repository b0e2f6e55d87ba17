package org.platelink.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.Tokens;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.token.TokenRequest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stands in the trail the moment an answer is there. */
@ServerTest
class AuditIT {

    private static final String PROFILE = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

    private final FhirClient client;
    private final JdbcClient database;
    private final JdbcClient owner;
    private final DataSource source;
    private final int port;
    private final String request = UUID.randomUUID().toString();

    AuditIT(
            @LocalServerPort int port,
            @Autowired JdbcClient database,
            @Autowired @Qualifier("audit") DataSource source,
            @Autowired @Qualifier("trail") DataSource owner) {
        this.owner = JdbcClient.create(owner);
        this.port = port;
        this.client = FhirClient.at(port);
        this.source = source;
        this.database = database;
    }

    @BeforeEach
    void aSubject() {
        assertThat(client.post(
                                "",
                                Labs.transaction(
                                        Labs.participant("audited-1"),
                                        Labs.subject("audited-1", ResearchSubjectStatus.SCREENING)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSearchLeavesItsQuestion() {
        assertThat(get("/Observation?subject=Patient/audited-1&code=http://loinc.org|777-3")
                        .status())
                .isEqualTo(200);

        AuditEvent event = onlyEvent();
        assertThat(event.getMeta().getProfile().get(0).getValue()).isEqualTo(PROFILE + "PatientQuery");
        assertThat(event.getSubtypeFirstRep().getCode()).isEqualTo("search-type");
        assertThat(query(event.getEntityFirstRep()))
                .isEqualTo("GET Observation?subject=Patient/audited-1&code=http://loinc.org%7C777-3");
        assertThat(references(event)).contains("Patient/audited-1");
        assertThat(event.getAgentFirstRep().getNetwork().getAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void aSearchInABodyLeavesItsQuestionToo() {
        client.send(
                "POST",
                "/Observation/_search",
                "application/x-www-form-urlencoded",
                "patient=audited-1",
                "X-Request-ID",
                request);

        assertThat(query(onlyEvent().getEntityFirstRep())).isEqualTo("POST Observation/_search?patient=audited-1");
        assertThat(references(onlyEvent())).contains("Patient/audited-1");
    }

    @Test
    void aReadLeavesTheVersionThatWasRead() {
        assertThat(get("/ResearchSubject/audited-1").status()).isEqualTo(200);

        AuditEvent event = onlyEvent();
        assertThat(event.getMeta().getProfile().get(0).getValue()).isEqualTo(PROFILE + "PatientRead");
        assertThat(references(event)).startsWith("ResearchSubject/audited-1/_history/1", "Patient/audited-1");
    }

    @Test
    void aCreateAndAnUpdateLeaveTheVersionThatWasMade() {
        Observation result = Labs.platelets("audited-1", request, "27", "10*9/L", "2026-03-02");
        Answer created = client.post("/Observation", result, "X-Request-ID", request);
        String id = created.as(Observation.class).getIdElement().getIdPart();

        AuditEvent event = onlyEvent();
        assertThat(event.getMeta().getProfile().get(0).getValue()).isEqualTo(PROFILE + "PatientCreate");
        assertThat(event.getAction().toCode()).isEqualTo("C");
        assertThat(references(event)).startsWith("Observation/" + id + "/_history/1", "Patient/audited-1");

        result.setId(id);
        result.addNote().setText("synthetic");
        client.put("/Observation/" + id, result, "X-Request-ID", request + "-2");

        assertThat(events(request + "-2")).singleElement().satisfies(update -> {
            assertThat(update.getMeta().getProfile().get(0).getValue()).isEqualTo(PROFILE + "PatientUpdate");
            assertThat(references(update)).startsWith("Observation/" + id + "/_history/2", "Patient/audited-1");
        });
    }

    @Test
    void aTransactionLeavesOneEventWithEachOfItsResources() {
        Bundle transaction = Labs.transaction(
                Labs.platelets("audited-1", request + "-a", "27", "10*9/L", "2026-03-02"),
                Labs.alt("audited-1", request + "-b", "31", "2026-03-02"));
        client.post("", transaction, "X-Request-ID", request);
        client.post("", transaction, "X-Request-ID", request + "-2");

        AuditEvent event = onlyEvent();
        assertThat(event.getSubtypeFirstRep().getCode()).isEqualTo("transaction");
        assertThat(references(event)).hasSize(3).last().isEqualTo("Patient/audited-1");
        assertThat(event.getEntity())
                .extracting(entity -> entity.getLifecycle().getCode())
                .startsWith("1", "1");
        assertThat(events(request + "-2"))
                .as("the same once more, which changes nothing")
                .singleElement()
                .satisfies(again -> {
                    assertThat(again.getAction().toCode()).isEqualTo("E");
                    assertThat(query(again.getEntityFirstRep())).isEqualTo("POST Observation");
                });
        assertThat(pending()).isZero();
    }

    @Test
    void aBatchLeavesWhatItReadWhatItChangedAndWhatFailed() {
        Bundle batch = new Bundle().setType(BundleType.BATCH);
        batch.addEntry().getRequest().setMethod(HTTPVerb.GET).setUrl("Patient/audited-1");
        batch.addEntry().getRequest().setMethod(HTTPVerb.GET).setUrl("Observation/audited-not-there");
        batch.addEntry()
                .setResource(Labs.platelets("audited-1", request, "27", "10*9/L", "2026-03-02"))
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl("Observation");
        assertThat(client.post("", batch, "X-Request-ID", request).status()).isEqualTo(200);

        assertThat(events(request)).hasSize(3).allSatisfy(event -> assertThat(
                        event.getSubtypeFirstRep().getCode())
                .isEqualTo("batch"));
        assertThat(of("E", "0")).satisfies(read -> {
            assertThat(query(read.getEntityFirstRep())).isEqualTo("GET Patient/audited-1");
            assertThat(references(read)).contains("Patient/audited-1");
        });
        assertThat(of("E", "4")).satisfies(failed -> {
            assertThat(failed.getOutcomeDesc()).contains("404");
            assertThat(query(failed.getEntityFirstRep())).isEqualTo("GET Observation/audited-not-there");
        });
        assertThat(references(of("C", "0"))).contains("Patient/audited-1");
    }

    @Test
    void aRefusedWriteLeavesThatItFailedAndNothingOfItsContent() {
        Observation wrong = Labs.platelets("audited-1", request + "-identifier", "4711.0815", "G/L", "2026-03-03");
        wrong.addNote().setText("synthetic-note-4711");
        assertThat(client.post("/Observation", wrong, "X-Request-ID", request).status())
                .isEqualTo(422);
        Observation right = Labs.platelets("audited-1", request + "-identifier", "4711.0815", "10*9/L", "2026-03-03");
        right.addNote().setText("synthetic-note-4711");
        assertThat(client.post("/Observation", right).status()).isEqualTo(201);

        AuditEvent event = onlyEvent();
        assertThat(event.getOutcome().toCode()).isEqualTo("4");
        assertThat(event.getOutcomeDesc()).isEqualTo("Answered with HTTP status 422.");
        assertThat(query(event.getEntityFirstRep())).isEqualTo("POST /fhir/Observation");
        for (String content : List.of("4711.0815", "synthetic-note", request + "-identifier", "female")) {
            assertThat(count(content)).as(content).isZero();
        }
    }

    @Test
    void whatCannotBeReadLeavesThatItFailed() {
        get("/Patient/audited-not-there");
        client.post("/Observation", "{\"resourceType\":\"Observation\",\"broken\":", "X-Request-ID", request + "-2");
        client.get("/Nothing/1", "X-Request-ID", request + "-3");

        assertThat(onlyEvent().getOutcomeDesc()).contains("404");
        assertThat(references(onlyEvent())).contains("Patient/audited-not-there");
        assertThat(events(request + "-2")).singleElement().satisfies(event -> assertThat(event.getOutcomeDesc())
                .contains("400"));
        assertThat(events(request + "-3")).singleElement().satisfies(event -> assertThat(event.getOutcomeDesc())
                .contains("404"));
    }

    @Test
    void whatIsRefusedBeforeTheFhirServerLeavesAnEventToo() {
        assertThat(client.send(
                                "POST",
                                "/Observation?" + request,
                                "application/fhir+json",
                                "x",
                                "Content-Encoding",
                                "br")
                        .status())
                .isEqualTo(415);

        AuditEvent event = newest();
        assertThat(event.getOutcomeDesc()).contains("415");
        assertThat(query(event.getEntityFirstRep())).isEqualTo("POST /fhir/Observation?" + request);
    }

    @Test
    void anUnknownTokenLeavesASecurityAlert() {
        assertThat(FhirClient.withToken(port, "not.a.token")
                        .get("/Patient/audited-1")
                        .status())
                .isEqualTo(401);

        AuditEvent event = newest();
        assertThat(event.getType().getCode()).isEqualTo("110113");
        assertThat(event.getOutcome().toCode()).isEqualTo("8");
        assertThat(event.getAgentFirstRep().getWho().getIdentifier().getValue()).isEqualTo("public");
        assertThat(references(event)).contains("Patient/audited-1");
    }

    @Test
    void aTokenThatIsGivenOrNotLeavesAnEvent() {
        assertThat(Tokens.post(port, "grant_type=client_credentials&scope=system/*.rs")
                        .statusCode())
                .isBetween(400, 401);
        AuditEvent refused = newest();
        Tokens.post(port, new TokenRequest(Tokens.file(port, "operator"), "system/AuditEvent.rs").form());
        AuditEvent given = newest();

        assertThat(refused.getType().getCode()).isEqualTo("110114");
        assertThat(refused.getOutcome().toCode()).isEqualTo("8");
        assertThat(given.getType().getCode()).isEqualTo("110114");
        assertThat(given.getOutcome().toCode()).isEqualTo("0");
        assertThat(given.getOutcomeDesc()).isEqualTo("A token was given for system/AuditEvent.rs.");
        assertThat(given.getAgentFirstRep().getWho().getIdentifier().getValue()).isEqualTo("operator");
    }

    @Test
    void whatARoleMayNotDoLeavesASecurityAlert() {
        assertThat(FhirClient.of(port, "registry-demo")
                        .get("/Observation?patient=audited-1", "X-Request-ID", request)
                        .status())
                .isEqualTo(403);

        assertThat(onlyEvent().getType().getCode()).isEqualTo("110113");
        assertThat(onlyEvent().getOutcome().toCode()).isEqualTo("8");
        assertThat(onlyEvent().getAgentFirstRep().getWho().getIdentifier().getValue())
                .isEqualTo("registry-demo");
        assertThat(references(onlyEvent())).contains("Patient/audited-1");
    }

    @Test
    void theServersOwnWorkIsItsOwn() {
        // The first that names it; other tests read the study.
        AuditEvent loading =
                parsed(database.sql("select event from audit.trail where position(? in event) > 0 order by seq limit 1")
                        .param("\"ResearchStudy/NCT06813157/_history/1\"")
                        .query(String.class)
                        .single());

        assertThat(loading.getAgent()).hasSize(1);
        assertThat(loading.getAgentFirstRep().getWho().getDisplay()).isEqualTo("platelink");
        assertThat(loading.getEntity().size()).isGreaterThan(5);
    }

    @Test
    void whileTheTrailCannotBeWrittenNothingIsChangedAndWhatIsPublicIsRead() {
        owner.sql("alter function audit.append(text[], bigint[], boolean) rename to append_away")
                .update();
        FhirClient anybody = FhirClient.withoutToken(port);
        Observation result = Labs.alt("audited-1", request, "30", "2026-03-04");
        try {
            assertThat(client.post("/Observation", result, "X-Request-ID", request)
                            .status())
                    .as("its event is durable with it")
                    .isEqualTo(201);
            Answer search = client.get("/Observation?subject=Patient/audited-1");
            assertThat(search.status()).isEqualTo(503);
            assertThat(search.issues())
                    .contains("The audit trail cannot be written")
                    .contains("try again");
            assertThat(client.get("/Patient/audited-1").status()).isEqualTo(503);
            assertThat(client.get("/Patient/audited-not-there").status()).isEqualTo(503);
            Answer write = client.post("/Observation", Labs.alt("audited-1", request + "-2", "30", "2026-03-04"));
            assertThat(write.status()).as("nothing is begun any more").isEqualTo(503);
            assertThat(write.headers().firstValue("Retry-After")).isPresent();
            assertThat(pending()).isEqualTo(1);
            assertThat(anybody.get("/ResearchStudy").status()).isEqualTo(200);
            assertThat(anybody.get("/metadata").status()).isEqualTo(200);
            assertThat(anybody.get("http://localhost:" + port + "/registry").status())
                    .isEqualTo(200);
            Answer health = anybody.get("http://localhost:" + port + "/actuator/health");
            assertThat(health.status()).isEqualTo(503);
        } finally {
            owner.sql("alter function audit.append_away(text[], bigint[], boolean) rename to append")
                    .update();
        }
        Awaitility.await().until(() -> client.get("/Patient/audited-1").status() == 200);
        assertThat(count("The audit trail could not be written from ")).isPositive();
        assertThat(leftOver()).isEqualTo(1);
        assertThat(onlyEvent().getAction().toCode()).isEqualTo("C");
        assertThat(client.get("/Observation?identifier=" + request + "-2")
                        .bundle()
                        .getEntry())
                .isEmpty();
    }

    @Test
    void aChangeWhoseEventCannotBeKeptIsNotMade() {
        owner.sql("alter table audit.pending rename to pending_away").update();
        try {
            Answer answer = client.post("/Observation", Labs.alt("audited-1", request, "30", "2026-03-04"));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.issues()).contains("The audit trail cannot be written");
        } finally {
            owner.sql("alter table audit.pending_away rename to pending").update();
        }
        assertThat(client.get("/Observation?identifier=" + request).bundle().getTotal())
                .isZero();
    }

    private Answer get(String path) {
        return client.get(path, "X-Request-ID", request);
    }

    private AuditEvent onlyEvent() {
        List<AuditEvent> events = events(request);
        assertThat(events).extracting(FhirClient::json).hasSize(1);
        return events.get(0);
    }

    private AuditEvent of(String action, String outcome) {
        return events(request).stream()
                .filter(event -> event.getAction().toCode().equals(action)
                        && event.getOutcome().toCode().equals(outcome))
                .findFirst()
                .orElseThrow();
    }

    private List<AuditEvent> events(String requestId) {
        return database
                .sql("select event from audit.trail where position(? in event) > 0 order by seq")
                .param("{\"identifier\":{\"value\":\"" + requestId + "\"}}")
                .query(String.class)
                .list()
                .stream()
                .map(AuditIT::parsed)
                .toList();
    }

    private AuditEvent newest() {
        return parsed(database.sql("select event from audit.trail order by seq desc limit 1")
                .query(String.class)
                .single());
    }

    private int count(String content) {
        return database.sql("select count(*) from audit.trail where position(? in event) > 0")
                .param(content)
                .query(Integer.class)
                .single();
    }

    private int pending() {
        return database.sql("select count(*) from audit.pending")
                .query(Integer.class)
                .single();
    }

    private int leftOver() {
        try (Connection connection = source.getConnection()) {
            return new Trail(Trail.SCHEMA).appendLeftOver(connection, Duration.ZERO);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static AuditEvent parsed(String text) {
        return FhirContext.forR4Cached().newJsonParser().parseResource(AuditEvent.class, text);
    }

    private static List<String> references(AuditEvent event) {
        return event.getEntity().stream()
                .map(entity -> entity.getWhat().getReference())
                .filter(reference -> reference != null)
                .toList();
    }

    private static String query(AuditEventEntityComponent entity) {
        return new String(entity.getQuery(), StandardCharsets.UTF_8);
    }
}
