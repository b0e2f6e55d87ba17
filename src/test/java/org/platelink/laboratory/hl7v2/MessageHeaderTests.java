package org.platelink.laboratory.hl7v2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageHeaderTests {

    @Test
    void readsEveryPart() {
        MessageHeader header = header("MSH|^~\\&|LAB^1.2.3^ISO|SITE \\T\\ CO|TRIAL|CENTRE^^|20240102101530+0100||"
                + "ORU^R01^ORU_R01|A\\F\\7|P^A|2.5.1^DEU|||AL|NE");

        assertThat(header)
                .isEqualTo(new MessageHeader(
                        "LAB^1.2.3^ISO",
                        "SITE & CO",
                        "TRIAL",
                        "CENTRE",
                        "20240102101530+0100",
                        "ORU",
                        "R01",
                        "A|7",
                        "P",
                        "2.5.1",
                        "AL",
                        "NE"));
        assertThat(header.isEnhanced()).isTrue();
    }

    @Test
    void readsOtherDelimiters() {
        MessageHeader header = header("MSH*:~!%*LAB:1.2.3:ISO*SITE!S!N***20240102**ORU:R01*7!F!8*P*2.3");

        assertThat(header.sendingApplication()).isEqualTo("LAB^1.2.3^ISO");
        assertThat(header.sendingFacility()).isEqualTo("SITE:N");
        assertThat(header.triggerEvent()).isEqualTo("R01");
        assertThat(header.controlId()).isEqualTo("7*8");
    }

    @Test
    void readsAShortHeaderAndTheFifthDelimiter() {
        assertThat(header("MSH|^~\\&").controlId()).isEmpty();
        assertThat(header("MSH|^~\\&#|LAB").sendingApplication()).isEqualTo("LAB");
        assertThat(header("MSH|^~\\&|\"\"||||||ORU^R01").sendingApplication()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MSH|",
                "MSH||||",
                "MSH|^~\\|LAB",
                "MSH|^~\\\\&|LAB",
                "MSH|^~\\^|LAB",
                "MSH|^~\\&#$|LAB",
                "MSH|a~\\&|LAB",
                "MSH|^~\\ |LAB",
                "MSH|^~\\\"|LAB",
                "MSH|^~\\µ|LAB",
                "MSHA^~\\&ALAB",
                "MSH ^~\\& LAB",
                "MSH^^~\\&^LAB",
            })
    void rejectsDelimitersThatPartNothing(String header) {
        MessageRefused refusal = Refusal.of(() -> header(header));

        assertThat(refusal.code()).isEqualTo(AcknowledgementCode.REJECT);
        assertThat(refusal.problem().reason()).isEqualTo("no-header");
        assertThat(refusal.problem().location()).isEqualTo("MSH^1^2");
        assertThat(refusal.problem().sentence()).contains("MSH|^~\\&|");
    }

    @ParameterizedTest
    @CsvSource({
        "ORU^R01^ORU_R01, P, 2.5.1",
        "ORU^R01 , P , 2.5.1 ",
        "ORU , P, 2.5.1",
        "ORU^^ORU_R01, P, 2.3",
        "ORU^R30^ORU_R30, P, 2.5",
        "ORU^R32^ORU_R30, P, 2.6",
        "ORU^R40^ORU_R01, P, 2.8",
        "OUL^R22^OUL_R22, P, 2.5.1",
        "ORU^R01, T, 2.3",
        "ORU^R01, P, 2.3.1",
        "ORU, P, 2.1",
        "ORU, P, 2.2",
        "ORU^R01, P, 2.8.2"
    })
    void takesResultsOfAnyVersion(String type, String processing, String version) {
        MessageHeader header = header("MSH|^~\\&|||||||" + type + "|1|" + processing + "|" + version);

        assertThatCode(() -> header.mustBeTakable(Set.of("P", "T"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "ADT^A01, '', X, 9, 200, message-type, REJECT, MSH^1^9, 'Only results are taken, as ORU^R01, ORU^R30,'",
        "ORU^R03, '', X, 9, 201, message-type, REJECT, MSH^1^9, 'ORU^R32, ORU^R40, OUL^R22; send no others'",
        "OUL^R21, '', P, 2.5, 201, message-type, REJECT, MSH^1^9, 'another trigger event'",
        "OUL, '', P, 2.5, 201, message-type, REJECT, MSH^1^9, 'another trigger event'",
        "ORU_R01, '', P, 2.5, 200, message-type, REJECT, MSH^1^9, 'another type of message'",
        "'', '', P, 2.5, 200, message-type, REJECT, MSH^1^9, 'another type of message'",
        "ORU^R01, '', D, 9, 202, processing-id, REJECT, MSH^1^11, whose MSH-11 is P or T",
        "ORU^R01, '', '', 2.5, 202, processing-id, REJECT, MSH^1^11, whose MSH-11 is P or T",
        "ORU^R01, '', P, 2.9, 203, message-type, REJECT, MSH^1^12, version 2.1 to 2.8",
        "ORU^R01, '', P, '', 203, message-type, REJECT, MSH^1^12, version 2.1 to 2.8",
        "ORU^R01, '', P, 2.5.1, 101, no-control-id, ERROR, MSH^1^10, MSH-10 is empty",
    })
    void refusesTheFirstThatKeepsItFromBeingTaken(
            String type,
            String controlId,
            String processing,
            String version,
            int condition,
            String reason,
            AcknowledgementCode code,
            String location,
            String sentence) {
        MessageHeader header = header("MSH|^~\\&|||||||" + type + "|" + controlId + "|" + processing + "|" + version);

        MessageRefused refusal = Refusal.of(() -> header.mustBeTakable(Set.of("T", "P")));

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.problem().condition()).isEqualTo(condition);
        assertThat(refusal.problem().reason()).isEqualTo(reason);
        assertThat(refusal.problem().location()).isEqualTo(location);
        assertThat(refusal.problem().sentence()).contains(sentence);
    }

    @Test
    void remarksThatTheTriggerEventIsLeftOutWhereAVersionHasOne() {
        assertThat(header("MSH|^~\\&|||||||ORU|1|P|2.5.1").remark())
                .hasValueSatisfying(remark -> assertThat(remark.sentence()).contains("no trigger event"));
        assertThat(header("MSH|^~\\&|||||||ORU|1|P|2.2").remark()).isEmpty();
        assertThat(header("MSH|^~\\&|||||||ORU^R01|1|P|2.5.1").remark()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', APPLICATION, APPLICATION",
        "AL, '', ACCEPT, ACCEPT",
        "al , NE , ACCEPT, ACCEPT",
        "AL, AL, ACCEPT, ACCEPT",
        "ER, NE, NONE, ACCEPT",
        "SU, NE, ACCEPT, NONE",
        "NE, NE, NONE, NONE",
        "NE, AL, APPLICATION, APPLICATION",
        "NE, ER, NONE, APPLICATION",
        "NE, SU, APPLICATION, NONE",
        "ER, AL, APPLICATION, ACCEPT",
        "SU, ER, ACCEPT, APPLICATION",
        "'', AL, APPLICATION, APPLICATION",
        "'', NE, NONE, NONE",
        "'', ER, NONE, APPLICATION",
        "Y, '', ACCEPT, ACCEPT",
    })
    void isAnsweredAsItAsks(String accept, String application, AcknowledgementKind taken, AcknowledgementKind refused) {
        MessageHeader header = header("MSH|^~\\&|||||||ORU^R01|1|P|2.5.1|||" + accept + "|" + application);

        assertThat(header.acknowledgementKind(AcknowledgementCode.ACCEPT)).isEqualTo(taken);
        assertThat(header.acknowledgementKind(AcknowledgementCode.ERROR)).isEqualTo(refused);
        assertThat(header.acknowledgementKind(AcknowledgementCode.REJECT)).isEqualTo(refused);
    }

    private static MessageHeader header(String line) {
        return MessageHeader.of(new MessageText(line, UTF_8));
    }
}
