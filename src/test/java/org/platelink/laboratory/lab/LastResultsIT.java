package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** {@code $lastn} heeds what it declares and refuses the rest. */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class LastResultsIT {

    private static final String LAST = "/Observation/$lastn?subject=Patient/last-1";

    private final FhirClient client;

    LastResultsIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
    }

    @BeforeAll
    void results() {
        Observation mistaken = Labs.platelets("last-1", "l-mistaken", "1", "10*9/L", "2026-03-09");
        mistaken.setStatus(ObservationStatus.ENTEREDINERROR);
        Observation preliminary = Labs.platelets("last-1", "l-3", "30", "10*9/L", "2026-03-03");
        preliminary.setStatus(ObservationStatus.PRELIMINARY);
        Answer answer = client.post(
                "",
                Labs.transaction(
                        Labs.participant("last-1"),
                        Labs.platelets("last-1", "l-1", "10", "10*9/L", "2026-03-01"),
                        Labs.platelets("last-1", "l-2", "20", "10*9/L", "2026-03-02"),
                        preliminary,
                        mistaken,
                        Labs.alt("last-1", "l-alt", "31", "2026-03-02")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "'' ! l-3,l-alt",
                "&max=2 ! l-3,l-alt,l-2",
                "&code=http://loinc.org|777-3 ! l-3",
                "&code:not=http://loinc.org|777-3 ! l-alt",
                "&category=laboratory ! l-3,l-alt",
                "&category=vital-signs ! ''",
                "&date=le2026-03-02 ! l-2,l-alt",
                "&date=ge2026-03-01&date=lt2026-03-02 ! l-1",
                "&status=final ! l-2,l-alt",
                "&status=entered-in-error ! l-mistaken",
                "&status=entered-in-error,final ! l-mistaken,l-alt",
                "&status:not=final ! l-3",
                "&encounter=Encounter/nowhere ! ''"
            })
    void heedsWhatItDeclares(String more, String found) {
        Answer answer = client.get(LAST + more);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(identifiers(answer.bundle()))
                .containsExactlyInAnyOrder(found.isEmpty() ? new String[0] : found.split(","));
    }

    @Test
    void heedsABodyToo() {
        Parameters body = new Parameters()
                .addParameter("subject", new StringType("Patient/last-1"))
                .addParameter("date", new StringType("le2026-03-02"));

        assertThat(identifiers(client.post("/Observation/$lastn", body).bundle()))
                .containsExactlyInAnyOrder("l-2", "l-alt");
        assertThat(client.post("/Observation/$lastn", body.addParameter("nonsense", new StringType("x")))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_sort=date",
                "_count=1",
                "value-quantity=5",
                "nonsense=1",
                "_include=Observation:subject",
                "identifier=x",
                "status:nots=final"
            })
    void refusesTheRest(String more) {
        Answer answer = client.get(LAST + "&" + more);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.issues()).contains(more.split("=")[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x"})
    void refusesANumberThatIsNone(String max) {
        assertThat(client.get(LAST + "&max=" + max).status()).isEqualTo(400);
    }

    @Test
    void needsASubject() {
        assertThat(client.get("/Observation/$lastn?code=http://loinc.org|777-3").status())
                .isEqualTo(400);
    }

    @Test
    void leavesNothingOutBeyondAPage() {
        Observation[] counts = IntStream.range(0, 60)
                .mapToObj(i -> Labs.platelets("last-2", "lm-" + i, "40", "10*9/L", "2026-01-05"))
                .toArray(Observation[]::new);
        assertThat(client.post("", Labs.transaction(Labs.participant("last-2"))).status())
                .isEqualTo(200);
        assertThat(client.post("", Labs.transaction(counts)).status()).isEqualTo(200);

        Bundle last =
                client.get("/Observation/$lastn?subject=Patient/last-2&max=60").bundle();

        assertThat(last.getEntry()).hasSize(60);
        assertThat(last.getTotal()).isEqualTo(60);
    }

    @Test
    void declaresWhatItHeeds() {
        OperationDefinition definition =
                client.get("/OperationDefinition/Observation-t-lastn").as(OperationDefinition.class);

        assertThat(definition.getParameter())
                .extracting(parameter -> parameter.getName())
                .contains("subject", "patient", "category", "code", "date", "status", "encounter", "max");
    }

    private static List<String> identifiers(Bundle bundle) {
        return bundle.getEntry().stream()
                .map(entry -> ((Observation) entry.getResource())
                        .getIdentifierFirstRep()
                        .getValue())
                .toList();
    }
}
