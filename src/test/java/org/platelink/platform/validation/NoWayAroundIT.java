package org.platelink.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import org.assertj.core.api.Assertions;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class NoWayAroundIT {

    private final FhirClient client;
    private final FhirClient operator;
    private final IFhirResourceDao<Observation> observations;

    NoWayAroundIT(@LocalServerPort int port, IFhirResourceDao<Observation> observations) {
        client = FhirClient.at(port);
        operator = FhirClient.of(port, "operator");
        this.observations = observations;
    }

    @BeforeEach
    void aSubject() {
        client.post("", Labs.transaction(Labs.participant("around-1")));
    }

    @ParameterizedTest
    @CsvSource({
        "X-Upsert-Extistence-Check, disabled",
        "X-Rewrite-History, true",
        "X-Retry-On-Version-Conflict, retry; max-retries=3",
        "Prefer, handling=lenient",
        "Prefer, respond-async",
        "Cache-Control, no-store",
        "X-Validate, false",
    })
    void noHeader(String name, String value) {
        Answer answer = client.post("/Observation", wrong("header"), name, value);

        assertThat(answer.status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"_validate=false", "_profile=none", "mode=create", "_format=json", "_summary=true"})
    void noParameter(String parameter) {
        assertThat(client.post("/Observation?" + parameter, wrong("parameter")).status())
                .isIn(400, 422);
        assertThat(stored("parameter")).isZero();
    }

    @Test
    void noUpdateByIdentifierOrById() {
        assertThat(client.put("/Observation?identifier=https://hospital.example/lab|conditional", wrong("conditional"))
                        .status())
                .isEqualTo(422);
        Observation byId = wrong("by-id");
        byId.setId("by-id");
        assertThat(client.put("/Observation/by-id", byId).status()).isEqualTo(422);
    }

    @Test
    void noPatch() {
        Observation right = Labs.platelets("around-1", "patched", "30", "10*9/L", "2026-03-05");
        right.setId("patched");
        client.put("/Observation/patched", right);

        Answer answer = client.send(
                "PATCH",
                "/Observation/patched",
                "application/json-patch+json",
                "[{\"op\":\"replace\",\"path\":\"/valueQuantity/code\",\"value\":\"G/L\"}]");

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("10*9/L");
        assertThat(client.get("/Observation/patched").body()).contains("10*9/L");
    }

    @Test
    void noPatchInsideATransaction() {
        Observation right = Labs.platelets("around-1", "patched-2", "30", "10*9/L", "2026-03-05");
        right.setId("patched-2");
        client.put("/Observation/patched-2", right);
        String patch =
                """
                {"resourceType":"Bundle","type":"transaction","entry":[{
                  "resource":{"resourceType":"Parameters","parameter":[{"name":"operation","part":[
                    {"name":"type","valueCode":"replace"},
                    {"name":"path","valueString":"Observation.value.code"},
                    {"name":"value","valueCode":"K/uL"}]}]},
                  "request":{"method":"PATCH","url":"Observation/patched-2"}}]}
                """;

        assertThat(client.post("", patch).status()).isEqualTo(422);
    }

    @Test
    void noBundleThatIsStoredAsItIs() {
        Bundle collection = new Bundle().setType(BundleType.COLLECTION);
        collection
                .addEntry()
                .setFullUrl("urn:uuid:7d9b3f0e-6f5c-4a51-9a3e-3f1f6d1c2b10")
                .setResource(wrong("collected"));

        Answer answer = client.post("/Bundle", collection);

        // No role has a rule for it, whatever is in it.
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void noContainedResult() {
        DiagnosticReport report = Labs.report("around-1", "containing", "2026-03-05");
        Observation inside = wrong("contained");
        inside.setId("inside");
        report.addContained(inside);
        report.addResult(new Reference("#inside"));

        Answer answer = client.post("/DiagnosticReport", report);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.issues()).contains("DiagnosticReport.contained[0].ofType(Observation).value");
    }

    @Test
    void noProfileClaimedInPlaceOfTheRightOne() {
        Observation claiming = wrong("claiming");
        claiming.getMeta().addProfile("http://hl7.org/fhir/StructureDefinition/Observation");

        assertThat(client.post("/Observation", claiming).status()).isEqualTo(422);
    }

    @Test
    void noWriteFromInside() {
        Assertions.assertThatExceptionOfType(UnprocessableEntityException.class)
                .isThrownBy(() -> observations.create(wrong("inside"), new SystemRequestDetails()));
    }

    @Test
    void noProtocolInACircle() {
        PlanDefinition plan = client.get("/PlanDefinition/msc-itp-protocol").as(PlanDefinition.class);
        plan.getAction().get(3).getRelatedAction().get(0).setActionId("infusion-5");

        Answer answer = operator.put("/PlanDefinition/msc-itp-protocol", plan);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.issues()).contains("circle");
    }

    @Test
    void validateSaysWhatAWriteWouldSay() {
        Answer written = client.post("/Observation", wrong("verdict"));
        Answer validated = client.post("/Observation/$validate", wrong("verdict"));

        assertThat(validated.status()).isEqualTo(200);
        assertThat(validated.issues()).contains(written.issues().lines().toList());
    }

    @Test
    void aMissingUpperLimitIsAWarningAndNoRefusal() {
        Observation alt = Labs.alt("around-1", "no-limit", "31", "2026-03-05");
        alt.setReferenceRange(null);

        assertThat(client.post("/Observation/$validate", alt).issues())
                .contains("warning Observation The result has no upper");
        assertThat(client.post("/Observation", alt).status()).isEqualTo(201);
    }

    private int stored(String identifier) {
        return client.get("/Observation?identifier=https://hospital.example/lab|" + identifier + "&_summary=count")
                .bundle()
                .getTotal();
    }

    private static Observation wrong(String identifier) {
        return Labs.platelets("around-1", identifier, "30", "G/L", "2026-03-05");
    }
}
