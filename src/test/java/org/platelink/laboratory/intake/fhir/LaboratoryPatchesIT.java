package org.platelink.laboratory.intake.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Observation;
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
class LaboratoryPatchesIT {

    private static final String LAB = "https://hospital.example/lab";
    private static final String SUBJECT = "lab-patches-1";
    private static final String AMEND = "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"},"
            + "{\"op\":\"replace\",\"path\":\"/valueQuantity/value\",\"value\":31.50}]";

    private final FhirClient coordinator;
    private final FhirClient ehr;
    private String number;

    LaboratoryPatchesIT(@LocalServerPort int port) {
        coordinator = FhirClient.at(port);
        ehr = FhirClient.of(port, "ehr-demo");
    }

    @BeforeEach
    void aSubject() {
        if (coordinator.get("/Patient/" + SUBJECT).status() != 200) {
            coordinator.post("", Labs.transaction(Labs.participant(SUBJECT)));
        }
        number = "lab-patches-" + UUID.randomUUID();
    }

    private Observation stored() {
        return (Observation) coordinator
                .get("/Observation?identifier=" + LAB + "|" + number)
                .bundle()
                .getEntryFirstRep()
                .getResource();
    }

    private Observation result() {
        return Labs.platelets(SUBJECT, number, "27.40", "10*9/L", "2026-03-05");
    }

    private Answer patch(String path, String patch, String... headers) {
        return ehr.send("PATCH", path, "application/json-patch+json", patch, headers);
    }

    @Test
    void aLaboratoryPatchesWhatItDelivered() {
        ehr.post("/Observation", result());
        String address = "/Observation/" + stored().getIdElement().getIdPart();

        Answer stale = patch(address, AMEND, "If-Match", "W/\"7\"");
        Answer answer = patch(address, AMEND);

        assertThat(stale.status()).as(stale.body()).isEqualTo(412);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(stored().getValueQuantity().getValue()).hasToString("31.50");
        assertThat(stored().getStatus().toCode()).isEqualTo("amended");
    }

    @Test
    void byItsIdentifier() {
        ehr.post("/Observation", result());

        Answer answer = patch("/Observation?identifier=" + LAB + "|" + number, AMEND);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(stored().getValueQuantity().getValue()).hasToString("31.50");
    }

    private static String binary(String type, String patch) {
        return "{\"resourceType\":\"Binary\",\"contentType\":\"" + type + "\",\"data\":\""
                + Base64.getEncoder().encodeToString(patch.getBytes(StandardCharsets.UTF_8)) + "\"}";
    }

    private static String jsonPatch(String patch) {
        return binary("application/json-patch+json", patch);
    }

    private static String pathPatch(String path, String value) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"operation\",\"part\":["
                + "{\"name\":\"type\",\"valueCode\":\"replace\"},{\"name\":\"path\",\"valueString\":\"" + path + "\"},"
                + "{\"name\":\"value\"," + value + "}]}]}";
    }

    private static String entry(String url, String patch, String more) {
        return "{\"resource\":" + patch + ",\"request\":{\"method\":\"PATCH\",\"url\":\"" + url + "\"" + more + "}}";
    }

    private static String bundle(String type, String... entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    private String address() {
        return "Observation/" + stored().getIdElement().getIdPart();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "JSON ! by id",
                "JSON ! by identifier",
                "XML ! by id",
                "FHIRPATH ! by id",
                "FHIRPATH ! by identifier",
            })
    void inATransactionToo(String kind, String way) {
        ehr.post("/Observation", FhirClient.json(result()).replace("27.40", "27.4000000000000000010"));
        String url = way.equals("by id") ? address() : "Observation?identifier=" + LAB + "|" + number;
        String patch =
                switch (kind) {
                    case "JSON" -> jsonPatch("[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"}]");
                    case "XML" ->
                        binary(
                                "application/xml-patch+xml",
                                "<diff><replace sel='Observation/status/@value'>amended</replace></diff>");
                    default -> pathPatch("Observation.status", "\"valueCode\":\"amended\"");
                };
        String fresh = FhirClient.json(Labs.platelets(SUBJECT, number + "-new", "8.0", "10*9/L", "2026-03-06"));

        Answer answer = ehr.post(
                "",
                bundle(
                        "transaction",
                        "{\"resource\":" + fresh + ",\"request\":{\"method\":\"POST\",\"url\":\"Observation\"}}",
                        entry(url, patch, "")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.bundle().getEntry().stream()
                        .map(one -> one.getResponse().getStatus().substring(0, 3)))
                .containsExactly("201", "200");
        assertThat(answer.bundle().getEntry().get(1).getResponse().getLocation())
                .startsWith(address());
        assertThat(stored().getStatus().toCode()).isEqualTo("amended");
        assertThat(stored().getValueQuantity().getValue()).hasToString("27.4000000000000000010");
    }

    @Test
    void inATransactionIsHeldToTheSame() {
        ehr.post("/Observation", result());
        String own = address();
        String others = coordinator
                .post("/Observation", Labs.platelets(SUBJECT, number + "-co", "27", "10*9/L", "2026-03-05"))
                .as(Observation.class)
                .getIdElement()
                .toUnqualifiedVersionless()
                .getValue();
        record PatchCall(String url, String patch, String header) {}
        for (PatchCall held : List.of(
                new PatchCall(own, AMEND, "W/\"7\""),
                new PatchCall(others, AMEND, ""),
                new PatchCall("Observation/99999999", AMEND, ""),
                new PatchCall("Observation?identifier=" + LAB + "|" + number + "-none", AMEND, ""),
                new PatchCall(own, "[{\"op\":\"test\",\"path\":\"/status\",\"value\":\"amended\"}]", ""),
                new PatchCall(own, "[{\"op\":\"replace\",\"path\":\"/valueQuantity/code\",\"value\":\"G/L\"}]", ""),
                new PatchCall(own, "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"frob\"}]", ""),
                new PatchCall(
                        own, "[{\"op\":\"add\",\"path\":\"/note\",\"value\":[{\"text\":\"Call 13812345678\"}]}]", ""),
                new PatchCall(own, "[{\"op\":\"replace\",\"path\":\"/id\",\"value\":\"other\"}]", ""))) {
            Answer alone = held.header().isEmpty()
                    ? patch("/" + held.url(), held.patch())
                    : patch("/" + held.url(), held.patch(), "If-Match", held.header());
            Answer inATransaction = ehr.post(
                    "",
                    bundle(
                            "transaction",
                            entry(
                                    held.url(),
                                    jsonPatch(held.patch()),
                                    held.header().isEmpty()
                                            ? ""
                                            : ",\"ifMatch\":\"" + held.header().replace("\"", "\\\"") + "\"")));

            assertThat(alone.status()).as(held + alone.body()).isBetween(400, 422);
            assertThat(inATransaction.status()).as(held + inATransaction.body()).isEqualTo(alone.status());
            assertThat(sentences(inATransaction)).as(held.toString()).isEqualTo(sentences(alone));
        }
        assertThat(stored().getMeta().getVersionId()).isEqualTo("1");
    }

    private static List<String> sentences(Answer answer) {
        return answer.outcome().getIssue().stream()
                .map(issue -> issue.getDiagnostics())
                .sorted()
                .toList();
    }

    @Test
    void twoPatchesOfOneResultAreNoTransaction() {
        ehr.post("/Observation", result());
        String patch = entry(address(), jsonPatch(AMEND), "");

        Answer answer = ehr.post("", bundle("transaction", patch, patch));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.issues()).contains("Bundle.entry[1]");
        assertThat(stored().getMeta().getVersionId()).isEqualTo("1");
    }

    @Test
    void inABatchItDeliversNothing() {
        ehr.post("/Observation", result());

        Answer answer = ehr.post("", bundle("batch", entry(address(), jsonPatch(AMEND), "")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.issues()).contains("Bundle of type transaction");
        assertThat(stored().getMeta().getVersionId()).isEqualTo("1");
    }

    @Test
    void aLaboratoryPatchesNothingThatItCannotKnow() {
        coordinator.post("/Observation", result());
        String address = "/Observation/" + stored().getIdElement().getIdPart();

        Answer fits = patch(address, "[{\"op\":\"test\",\"path\":\"/valueQuantity/value\",\"value\":27.40}]");
        Answer fitsNot = patch(address, "[{\"op\":\"test\",\"path\":\"/valueQuantity/value\",\"value\":1}]");
        Answer nothing = patch("/Observation/99999999", AMEND);

        assertThat(fits.status()).as(fits.body()).isEqualTo(403);
        assertThat(fitsNot.status()).isEqualTo(403);
        assertThat(nothing.status()).as(nothing.body()).isEqualTo(404);
    }

    @Test
    void aPatchMovesNoResultToAnother() {
        coordinator.post("", Labs.transaction(Labs.participant("lab-patches-2")));
        ehr.post("/Observation", result());

        Answer answer = patch(
                "/Observation/" + stored().getIdElement().getIdPart(),
                "[{\"op\":\"replace\",\"path\":\"/subject/reference\",\"value\":\"Patient/lab-patches-2\"}]");

        assertThat(answer.status()).as(answer.body()).isBetween(400, 422);
        assertThat(stored().getSubject().getReference()).isEqualTo("Patient/" + SUBJECT);
    }
}
