package org.platelink.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.IInstanceValidatorModule;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The trail over FHIR: for an admin to read, and for nobody to write. */
@ServerTest
class AuditEventsIT {

    private final FhirClient admin;
    private final FhirClient coordinator;
    private final IInstanceValidatorModule validator;
    private final String subject = "seen-" + UUID.randomUUID();

    AuditEventsIT(@LocalServerPort int port, @Autowired IInstanceValidatorModule validator) {
        this.admin = FhirClient.of(port, "operator");
        this.coordinator = FhirClient.at(port);
        this.validator = validator;
    }

    @BeforeEach
    void aSubjectIsMadeAndReadAndSearched() {
        assertThat(coordinator
                        .put("/Patient/" + subject, Labs.participant(subject))
                        .status())
                .isEqualTo(201);
        assertThat(coordinator.get("/Patient/" + subject).status()).isEqualTo(200);
        assertThat(coordinator.get("/Observation?patient=" + subject).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "patient={s}, 3",
        "patient=Patient/{s}&date=ge2026-01-01, 3",
        "patient={s}&date=lt2026-01-01, 0",
        "patient={s}&action=C, 1",
        "patient={s}&action=D, 0",
        "patient={s}&outcome=0, 3",
        "patient={s}&outcome=8, 0",
        "patient={s}&agent=coordinator-demo, 3",
        "patient={s}&agent=analyst-demo, 0",
        "entity=Patient/{s}, 3",
        "entity=Patient/{s}/_history/1, 2",
    })
    void anAdminFindsWhatHappened(String search, int found) {
        Answer answer = admin.get("/AuditEvent?" + search.replace("{s}", subject));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.bundle().getEntry()).hasSize(found);
    }

    @Test
    void theNewestComesFirstAndPagesFollow() {
        Bundle first = admin.get("/AuditEvent?_count=2&patient=" + subject).bundle();
        Bundle second = admin.get(first.getLink("next").getUrl().replaceFirst(".*/fhir", ""))
                .bundle();

        List<AuditEvent> events = events(first);
        events.addAll(events(second));
        assertThat(events).extracting(event -> event.getAction().toCode()).containsExactly("E", "R", "C");
        assertThat(second.getLink("next")).isNull();
        AuditEvent newest = events.get(0);
        AuditEvent read =
                admin.get("/AuditEvent/" + newest.getIdElement().getIdPart()).as(AuditEvent.class);
        assertThat(FhirClient.json(read)).isEqualTo(FhirClient.json(newest));
    }

    @Test
    void whatIsThereIsWhatFhirCallsAnAuditEvent() {
        events(admin.get("/AuditEvent?_count=200").bundle()).forEach(event -> {
            var faults = FhirContext.forR4Cached()
                    .newValidator()
                    .registerValidatorModule(validator)
                    .validateWithResult(event)
                    .getMessages()
                    .stream()
                    .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                    .map(message -> message.getLocationString() + ": " + message.getMessage())
                    .toList();
            assertThat(faults).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "AuditEvent/0, 404",
        "AuditEvent/x, 404",
        "AuditEvent?subtype=x, 400",
        "AuditEvent?agent.name=x, 403",
        "AuditEvent?agent:missing=true, 400"
    })
    void whatIsNotThereIsSaid(String path, int status) {
        assertThat(admin.get("/" + path).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/AuditEvent/1", "/AuditEvent?patient=x"})
    void nobodyElseReadsIt(String path) {
        assertThat(coordinator.get(path).status()).isEqualTo(403);
    }

    @Test
    void nobodyWritesIt() {
        AuditEvent forged = new AuditEvent();
        forged.setType(new Coding().setSystem(AuditCoding.REST.system()).setCode("rest"));
        forged.setRecorded(new java.util.Date());
        forged.addAgent().setRequestor(true);
        forged.getSource().setObserver(new Reference().setDisplay("forger"));
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        transaction
                .addEntry()
                .setResource(forged)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl("AuditEvent");

        Answer answer = admin.post("/AuditEvent", forged);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.issues()).contains("written by the server alone");
        assertThat(admin.put("/AuditEvent/1", (AuditEvent) forged.setId("1")).status())
                .isEqualTo(405);
        assertThat(admin.delete("/AuditEvent/1").status()).isEqualTo(405);
        assertThat(admin.post("", transaction).status()).isIn(403, 405);
        assertThat(coordinator.post("", transaction).status()).isIn(403, 405);
    }

    private static List<AuditEvent> events(Bundle bundle) {
        return new java.util.ArrayList<>(bundle.getEntry().stream()
                .map(entry -> (AuditEvent) entry.getResource())
                .toList());
    }
}
