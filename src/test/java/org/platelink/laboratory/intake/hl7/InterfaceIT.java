package org.platelink.laboratory.intake.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.laboratory.intake.Messages.code;
import static org.platelink.laboratory.intake.Messages.id;
import static org.platelink.laboratory.intake.Messages.oru;
import static org.platelink.laboratory.intake.Messages.platelets;
import static org.platelink.laboratory.intake.Messages.unique;

import java.nio.charset.Charset;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.intake.Messages;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an interface engineer meets at the door over HTTPS. */
@ServerTest
class InterfaceIT {

    @LocalServerPort
    private int port;

    private Messages laboratory;
    private String number;
    private String patient;

    @BeforeEach
    void aParticipantWhomTheLaboratoryKnows() {
        laboratory = new Messages(port);
        number = unique("SYN-");
        patient = laboratory.participant(number);
    }

    private String message(String control, String order) {
        return oru(control, "20260302120000+0800", number, order, "20260302113000+0800", platelets("27", "F"));
    }

    private static String with(String message, String rest) {
        return message.replaceFirst("2\\.5\\.1", "2.5.1" + rest);
    }

    @Test
    void aRefusedMessageIsMendedUnderItsControlId() {
        String control = unique("F");
        String mended = message(control, unique("R"));

        Answer refused = laboratory.send(mended.replace("|P|2.5.1", "|T|2.5.1"));
        Answer taken = laboratory.send(mended);

        assertThat(code(refused)).isEqualTo("AR");
        assertThat(refused.body()).contains("\rMSA|AR|" + control + "|Only messages are taken");
        assertThat(code(taken)).isEqualTo("AA");
        assertThat(laboratory.fateOf(id(taken))).isEqualTo("applied");
        Answer resent = laboratory.send(
                mended.replace("20260302120000", "20260302130000").replace(control, unique("G")));
        assertThat(laboratory.message(id(resent)).path("duplicateOf").asText()).isEqualTo(id(taken));
    }

    @Test
    void aMessageInGbkIsReadWhole() {
        String message = with(message(unique("F"), unique("G")), "||||||GBK").replace("PLT^Platelets", "PLT^血小板计数");

        Answer answer = laboratory.send(message.getBytes(Charset.forName("GBK")));

        assertThat(code(answer)).isEqualTo("AA");
        assertThat(laboratory.fateOf(id(answer))).isEqualTo("applied");
        Observation result = laboratory.results(patient).get(0);
        assertThat(result.getCode().getCoding())
                .extracting(coding -> String.valueOf(coding.getDisplay()))
                .contains("血小板计数");
    }

    @Test
    void eachMessageOfABatchIsTakenAndAnsweredByItself() {
        String bhs = "BHS|^~\\&|LIS|HOSP|PLATELINK|TRIAL|20260302||||B-1\r";
        String good = message(unique("A"), unique("B"));
        String bad = message(unique("A"), unique("B")).replace("|P|2.5.1", "|D|2.5.1");

        Answer mixed = laboratory.send(bhs + good + bad + "BTS|2\r");
        Answer cut = laboratory.send(bhs + good + bad + "BTS|3\r");
        Answer all = laboratory.send(bhs + good + "BTS|1\r");

        assertThat(mixed.status()).isEqualTo(207);
        assertThat(mixed.body()).startsWith("BHS|").contains("MSA|AA|", "MSA|AR|", "\rBTS|2\r");
        assertThat(mixed.headers().firstValue("Location")).isEmpty();
        assertThat(cut.status()).isEqualTo(422);
        assertThat(cut.body()).contains("MSA|AE|B-1|");
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.body()).contains("MSA|AA|", "\rBTS|1\r");
    }

    @Test
    void whoAsksNotToHearOfSuccessHearsNothingOfIt() {
        String taken = with(message(unique("N"), unique("O")), "|||NE|NE");
        Answer silent = laboratory.send(taken);
        Answer refused = laboratory.send(
                with(message(unique("N"), unique("O")), "|||ER|NE").replace("|P|2.5.1", "|T|2.5.1"));

        assertThat(silent.status()).isEqualTo(204);
        assertThat(silent.body()).isEmpty();
        assertThat(laboratory.fateOf(id(silent))).isEqualTo("applied");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(code(refused)).isEqualTo("CR");
    }

    @Test
    void blanksAtTheEndOfFieldsAndATriggerEventThatIsLeftOutAreNoErrors() {
        String message = message(unique("W"), unique("X"))
                .replace("ORU^R01", "ORU ")
                .replace("|P|", "|P |")
                .replace("^^^HOSP^MR", " ^^^HOSP ^MR ")
                .replace("|NM|", "|NM |")
                .replace("|F\r", "|F \r");

        Answer answer = laboratory.send(message);

        assertThat(code(answer)).isEqualTo("AA");
        assertThat(answer.body()).contains("|I|event-unsaid|");
        assertThat(laboratory.fateOf(id(answer))).isEqualTo("applied");
        assertThat(laboratory.results(patient)).hasSize(1);
    }

    @Test
    void aMessageOfASpecimenIsAppliedOrderByOrder() {
        String message = "MSH|^~\\&|LIS|HOSP|PLATELINK|TRIAL|20260302120000+0800||OUL^R22^OUL_R22|" + unique("U")
                + "|P|2.5.1\rPID|1||" + number + "^^^HOSP^MR\rSPM|1|^" + unique("S") + "||BLD^Blood^HL70487\rOBR|1||"
                + unique("O") + "^LAB|CBC^Blood count^L|||20260302081500+0800|||||||||||||||20260302113000+0800|||F\r"
                + "OBX|1|" + platelets("27", "F") + "\r";

        Answer answer = laboratory.send(message);

        assertThat(answer.body()).contains("MSA|A");
        assertThat(laboratory.fateOf(id(answer))).as(answer.body()).isEqualTo("applied");
        assertThat(laboratory.results(patient)).hasSize(1);
    }
}
