package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class LabIntakeIT {

    private final FhirClient client;

    LabIntakeIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
    }

    @BeforeEach
    void aSubject() {
        assertThat(client.post("", Labs.transaction(Labs.participant("intake-1")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theSameBundleAgainCreatesNothing() {
        Bundle bundle = Labs.transaction(
                Labs.platelets("intake-1", "again-1", "27", "10*9/L", "2026-03-02T08:15:00+08:00"),
                Labs.alt("intake-1", "again-2", "31", "2026-03-02T08:15:00+08:00"));

        Answer first = client.post("", bundle);
        Answer second = client.post("", bundle);

        assertThat(first.bundle().getEntry())
                .extracting(entry -> entry.getResponse().getStatus())
                .allMatch(status -> status.startsWith("201"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.bundle().getEntry())
                .extracting(entry -> entry.getResponse().getStatus())
                .allMatch(status -> status.startsWith("200"));
        assertThat(
                        count(
                                "/Observation?identifier=https://hospital.example/lab|again-1,https://hospital.example/lab|again-2"))
                .isEqualTo(2);
    }

    @Test
    void aReportMayReferToResultsOfTheSameBundle() {
        Bundle bundle = Labs.transaction(
                Labs.platelets("intake-1", "reported-1", "31", "10*9/L", "2026-03-03"),
                Labs.report("intake-1", "report-1", "2026-03-03", "urn:uuid:7d9b3f0e-6f5c-4a51-9a3e-3f1f6d1c2b10"));
        bundle.getEntryFirstRep().setFullUrl("urn:uuid:7d9b3f0e-6f5c-4a51-9a3e-3f1f6d1c2b10");

        Answer answer = client.post("", bundle);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(count("/DiagnosticReport?result.identifier=https://hospital.example/lab|reported-1"))
                .isEqualTo(1);
    }

    @Test
    void aBatchStoresTheGoodEntriesAndNamesTheOther() {
        Observation wrong = Labs.platelets("intake-1", "batch-2", "30", "G/L", "2026-03-04");
        Bundle batch = Labs.transaction(Labs.platelets("intake-1", "batch-1", "30", "10*9/L", "2026-03-04"), wrong)
                .setType(BundleType.BATCH);

        Answer answer = client.post("", batch);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bundle().getEntry())
                .extracting(entry -> entry.getResponse().getStatus().substring(0, 3))
                .containsExactly("201", "422");
        assertThat(
                        count(
                                "/Observation?identifier=https://hospital.example/lab|batch-1,https://hospital.example/lab|batch-2"))
                .isEqualTo(1);
    }

    @Test
    void ofARefusedTransactionNothingIsStoredAndEveryFaultIsNamed() {
        Bundle bundle = Labs.transaction(
                Labs.platelets("intake-1", "refused-1", "30", "10*9/L", "2026-03-05"),
                Labs.platelets("intake-1", "refused-2", "30", "K/uL", "2026-03-05"),
                Labs.platelets("intake-1", "refused-3", "250000", "10*9/L", "2026-03-05"));

        Answer answer = client.post("", bundle);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.issues())
                .contains("Bundle.entry[1]")
                .contains("Bundle.entry[2]")
                .contains("10*9/L")
                .doesNotContain("Bundle.entry[0]");
        assertThat(count("/Observation?identifier=https://hospital.example/lab|refused-1"))
                .isZero();
    }

    @Test
    void anUpdateNeedsTheVersionItNames() {
        Observation result = Labs.platelets("intake-1", "versioned-1", "30", "10*9/L", "2026-03-06");
        result.setId("versioned-1");
        assertThat(client.put("/Observation/versioned-1", result).status()).isEqualTo(201);
        result.setStatus(Observation.ObservationStatus.CORRECTED);

        Answer stale = client.put("/Observation/versioned-1", result, "If-Match", "W/\"7\"");
        Answer fresh = client.put("/Observation/versioned-1", result, "If-Match", "W/\"1\"");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(fresh.status()).isEqualTo(200);
        assertThat(fresh.headers().firstValue("ETag")).contains("W/\"2\"");
    }

    @Test
    void minimalAnswersCarryNoResource() {
        Observation result = Labs.platelets("intake-1", "minimal-1", "30", "10*9/L", "2026-03-07");

        Answer answer = client.post("/Observation", result, "Prefer", "return=minimal");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Location")).isPresent();
    }

    @Test
    void ofABundleAMinimalAnswerSaysWhatBecameOfEachEntryAndWhatWasWrong() {
        Bundle batch = Labs.transaction(
                        Labs.platelets("intake-1", "minimal-2", "30", "10*9/L", "2026-03-07"),
                        Labs.platelets("intake-1", "minimal-3", "30", "G/L", "2026-03-07"))
                .setType(BundleType.BATCH);

        Bundle answer = client.post("", batch, "Prefer", "return=minimal").bundle();

        assertThat(answer.getEntry().get(0).getResponse().getStatus()).startsWith("201");
        assertThat(answer.getEntry().get(0).getResponse().getLocation()).startsWith("Observation/");
        assertThat(answer.getEntry().get(0).getResponse().hasOutcome()).isFalse();
        assertThat(FhirClient.json(answer.getEntry().get(1).getResponse().getOutcome()))
                .contains("10*9/L");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identifier=https://hospital.example/lab|another",
                "identifier=https://hospital.example/lab%7Canother"
            })
    void whatIsCreatedOnConditionMustFitTheCondition(String condition) {
        Bundle bundle = Labs.transaction(Labs.platelets("intake-1", "unfit-1", "30", "10*9/L", "2026-03-09"));
        bundle.getEntryFirstRep().getRequest().setIfNoneExist(condition);

        Answer answer = client.post("", bundle);

        assertThat(answer.status()).as(answer.body()).isEqualTo(412);
        assertThat(count("/Observation?identifier=https://hospital.example/lab|unfit-1"))
                .isZero();
    }

    @Test
    void aConditionalCreateAloneAnswersWithWhatIsThere() {
        Observation result = Labs.platelets("intake-1", "once-1", "30", "10*9/L", "2026-03-08");
        String condition = "identifier=https://hospital.example/lab|once-1";

        Answer first = client.post("/Observation", result, "If-None-Exist", condition);
        Answer second = client.post("/Observation", result, "If-None-Exist", condition);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
    }

    private int count(String search) {
        return client.get(search + "&_summary=count").bundle().getTotal();
    }
}
