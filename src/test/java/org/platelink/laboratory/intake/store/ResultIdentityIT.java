package org.platelink.laboratory.intake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.laboratory.intake.Messages.code;
import static org.platelink.laboratory.intake.Messages.id;
import static org.platelink.laboratory.intake.Messages.unique;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.intake.Messages;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A stored result stays whose it is, on a real server and through both doors. */
@ServerTest
class ResultIdentityIT {

    private static final String DAY = "2026-03-02T08:15:00+08:00";

    @LocalServerPort
    int port;

    private Messages laboratory;
    private FhirClient ehr;
    private String first;
    private String second;
    private String order;

    @BeforeEach
    void twoParticipantsWhomTheLaboratoryKnows() {
        laboratory = new Messages(port);
        ehr = FhirClient.of(port, "ehr-demo");
        first = unique("SYN-");
        second = unique("SYN-");
        laboratory.participant(first);
        laboratory.participant(second);
        order = unique("N");
    }

    @Test
    void aNumberOfTwoSystemsLeavesEachPatientTheirOwn() {
        assertThat(send(oru("LIS-A", first, "0815", "18", "F"))).isEqualTo("applied");

        assertThat(send(oru("POCT-B", second, "0815", "240", "F"))).isEqualTo("applied");

        assertThat(results(first)).containsExactly("08:15 final 18");
        assertThat(results(second)).containsExactly("08:15 final 240");
    }

    @Test
    void aSampleOfTwoPatientsIsParkedByNameAndSaidSoAtOnce() {
        send(oru("LIS", first, "0815", "18", "F"));

        Answer answer = laboratory.send(oru("LIS", second, "0815", "240", "F"));

        assertThat(code(answer)).isEqualTo("AA");
        assertThat(answer.body()).contains("|W|number-of-another-subject|", "OBR^1^3");
        assertThat(laboratory.fateOf(id(answer))).isEqualTo("parked");
        JsonNode message = laboratory.message(id(answer));
        assertThat(message.path("findings").get(0).path("key").asText()).startsWith("Observation/");
        assertThat(results(first)).containsExactly("08:15 final 18");
        assertThat(results(second)).isEmpty();
    }

    @Test
    void whatWaitsForTheFirstToBeTakenBackIsStoredByItself() {
        send(oru("LIS", first, "0815", "18", "F"));
        Answer waiting = laboratory.send(oru("LIS", second, "0815", "18", "C"));

        send(oru("LIS", first, "0815", "18", "D"));

        laboratory.awaitApplied(id(waiting));
        assertThat(results(first)).containsExactly("08:15 entered-in-error 18");
        assertThat(results(second)).containsExactly("08:15 corrected 18");
    }

    @Test
    void whatACoordinatorHasTakenBackIsNoObstacleAnyMore() {
        send(oru("LIS", first, "0815", "18", "F"));
        Answer waiting = laboratory.send(oru("LIS", second, "0815", "18", "C"));
        FhirClient coordinator = FhirClient.of(port, "coordinator-demo");
        Observation wrong = laboratory.results(first.toLowerCase()).get(0);
        wrong.setStatus(ObservationStatus.ENTEREDINERROR);
        Answer mended = coordinator.put("/Observation/" + wrong.getIdElement().getIdPart(), wrong);

        if (mended.status() == 200) {
            laboratory.retry(id(waiting));
            laboratory.awaitApplied(id(waiting));
            assertThat(results(second)).containsExactly("08:15 corrected 18");
        } else {
            assertThat(mended.status()).isEqualTo(403);
        }
    }

    @Test
    void aCorrectionWaitsForTheResultThatItCorrects() {
        send(oru("LIS", first, "0815", "27", "F"));
        Answer waiting = laboratory.send(oru("LIS", first, "1215", "53", "C", 2));
        assertThat(laboratory.fateOf(id(waiting))).isEqualTo("parked");
        assertThat(waiting.body()).contains("number-used-again");

        send(oru("LIS", first, "1215", "35", "F"));

        laboratory.awaitApplied(id(waiting));
        assertThat(results(first)).containsExactly("08:15 final 27", "12:15 corrected 53");
    }

    @Test
    void anFhirDeliveryOfANumberOfAnotherPatientWaitsToo() {
        String number = unique("R");
        assertThat(ehr.post("/", Labs.transaction(Labs.platelets(first.toLowerCase(), number, "18", "10*9/L", DAY)))
                        .status())
                .isEqualTo(200);

        Answer same =
                ehr.post("/", Labs.transaction(Labs.platelets(second.toLowerCase(), number, "240", "10*9/L", DAY)));

        assertThat(same.status()).as(same.body()).isEqualTo(202);
        assertThat(same.body()).contains("is stored with another participant", "Bundle.entry[0]");
        assertThat(results(first)).containsExactly("08:15 final 18");
        assertThat(results(second)).isEmpty();

        Answer later = ehr.post(
                "/",
                Labs.transaction(
                        Labs.platelets(second.toLowerCase(), number, "240", "10*9/L", "2026-03-03T09:15:00+08:00")));
        assertThat(later.status()).as(later.body()).isEqualTo(200);
        assertThat(results(second)).containsExactly("09:15 final 240");
    }

    @Test
    void noWriteGivesAStoredResultToAnotherParticipant() {
        Observation result = Labs.platelets(first.toLowerCase(), unique("R"), "18", "10*9/L", DAY);
        assertThat(ehr.post("/", Labs.transaction(result)).status()).isEqualTo(200);
        String id =
                laboratory.results(first.toLowerCase()).get(0).getIdElement().getIdPart();
        result.setId(id);

        result.setSubject(new Reference("Patient/" + second.toLowerCase()));
        Answer moved = ehr.put("/Observation/" + id, result);

        assertThat(moved.status()).as(moved.body()).isEqualTo(422);
        assertThat(moved.body()).contains("never changes its subject", "Observation.subject");
        assertThat(results(first)).containsExactly("08:15 final 18");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20260302})
    void eachSampleHasTheLastStateThatItsLaboratorySentThroughBothDoors(long seed) {
        Random random = new Random(seed);
        Laboratory lab = new Laboratory(random, List.of(first, second)).order(8);
        List<String> waiting = new ArrayList<>();

        for (Laboratory.Transmission sent : lab.delivered()) {
            String text = sent.oru(unique("M")).replaceAll("(?m)^(OBR\\|1\\|\\|)", "$1" + order);
            if (sent.isOfNamedAuthority() && random.nextBoolean()) {
                Answer answer = ehr.post("/", transaction(sent));
                assertThat(answer.status()).as(answer.body()).isIn(200, 202);
            } else {
                Answer answer = laboratory.send(text);
                assertThat(code(answer)).as(answer.body()).isEqualTo("AA");
                waiting.add(id(answer));
            }
        }

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(waiting)
                .map(laboratory::message)
                .allMatch(message -> List.of("applied", "superseded", "duplicate")
                        .contains(message.path("status").asText())));
        List<String> stored = Stream.of(first, second)
                .flatMap(one -> laboratory.results(one.toLowerCase()).stream().map(result -> MemoryStore.written(result)
                        .replace("Patient/" + one.toLowerCase(), "Patient/" + one)))
                .sorted()
                .toList();
        assertThat(stored).isEqualTo(lab.last());
    }

    private Bundle transaction(Laboratory.Transmission sent) {
        CodeableConcept count = new CodeableConcept(new Coding("http://loinc.org", "58410-2", null));
        return sent.bundle("https://hospital.example/lab", count, order, String::toLowerCase);
    }

    private String send(String message) {
        Answer answer = laboratory.send(message);
        assertThat(code(answer)).as(answer.body()).isEqualTo("AA");
        return laboratory.fateOf(id(answer));
    }

    private List<String> results(String number) {
        return laboratory.results(number.toLowerCase()).stream()
                .map(one -> one.getEffectiveDateTimeType().getValueAsString().substring(11, 16) + " "
                        + one.getStatus().toCode() + " "
                        + one.getValueQuantity().getValue().toPlainString())
                .sorted()
                .toList();
    }

    private String oru(String sender, String patient, String time, String value, String status) {
        return oru(sender, patient, time, value, status, status.equals("F") ? 0 : 1);
    }

    private String oru(String sender, String patient, String time, String value, String status, int minute) {
        return "MSH|^~\\&|" + sender + "|HOSP|PLATELINK|TRIAL|2026030218%02d00+0800".formatted(minute) + "||ORU^R01|"
                + unique("M") + "|P|2.5.1\rPID|1||" + patient + "^^^HOSP^MR\rOBR|1||" + order
                + "|CBC^Blood count^L|||2026030208"
                + "1500+0800|||||||||||||||2026030218%02d00+0800|||F\r".formatted(minute)
                + "OBX|1|NM|PLT^Platelets^L||" + value + "|10*9/L|125-350|L|||" + status + "|||20260302" + time
                + "00+0800\r";
    }
}
