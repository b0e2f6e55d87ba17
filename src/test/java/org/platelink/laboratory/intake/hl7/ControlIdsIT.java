package org.platelink.laboratory.intake.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.laboratory.intake.hl7.OpenIntake.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.OwnPostgres;
import org.platelink.laboratory.hl7v2.AcknowledgementCode;
import org.platelink.laboratory.hl7v2.MessageText;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.MessageStatus;
import org.platelink.laboratory.journal.Reason;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;

/** What comes again, or comes as another message under a control id that was used: on a PostgreSQL of its own. */
class ControlIdsIT {

    @RegisterExtension
    static final OwnPostgres POSTGRES = new OwnPostgres();

    private static final Caller STRICT = caller("site-strict", null);

    @TempDir
    private Path home;

    private OpenIntake intake;

    @BeforeEach
    void anEmptyJournal() {
        intake = new OpenIntake(POSTGRES.database(), home, 100);
    }

    private static Caller caller(String site, Charset charset) {
        return new Caller("ehr-a", Role.EHR, site, Set.of(), Scopes.parse("system/Observation.cu"), charset);
    }

    private static String message(String time, String control, String processing, String note) {
        return "MSH|^~\\&|LIS|HOSP|PLATELINK|TRIAL|" + time + "||ORU^R01|" + control + "|" + processing
                + "|2.5.1\rPID|1||SYN-1^^^HOSP^MR\rNTE|1||" + note + "\r";
    }

    private MessageStatus fateOf(MessageDoor.Answer answer) {
        return intake.queue.statusOf(UUID.fromString(String.valueOf(answer.id())));
    }

    private static Finding unmapped() {
        return new Finding(Reason.UNMAPPED_CODE, "OBX[1]-3", "lab-codes|X", "Map the code X.");
    }

    @Test
    void aMendedMessageUnderTheControlIdOfARefusedOneIsJudgedAnew() {
        MessageDoor.Answer refused = intake.deliver(message("20260302", "F05", "T", "a"));
        assertThat(text(refused)).contains("MSA|AR|F05|Only messages are taken whose MSH-11 is P");

        MessageDoor.Answer mended = intake.deliver(message("20260302", "F05", "P", "a"));

        assertThat(text(mended)).contains("MSA|AA|F05\r");
        assertThat(fateOf(refused)).isEqualTo(MessageStatus.REJECTED);
        assertThat(fateOf(mended)).isEqualTo(MessageStatus.RECEIVED);
    }

    @Test
    void aRefusalIsNotReplayedWhenItsCauseIsGone() {
        String message = message("20260302", "1", "P", "a");
        intake.found = List.of(new Finding(Reason.NO_ORDER_NUMBER, "OBR[1]-3", null, "Send a number."));
        assertThat(text(intake.deliver(message))).contains("MSA|AE|1|Send a number.\r");
        assertThat(fateOf(intake.deliver(message))).isEqualTo(MessageStatus.REJECTED);
        intake.found = List.of();

        assertThat(fateOf(intake.deliver(message))).isEqualTo(MessageStatus.RECEIVED);
    }

    @Test
    void aResendThatWasOnlyTimedOrNumberedAnewIsADuplicateAnsweredUnderItsOwnNumber() {
        intake.deliver(message("20260302", "1", "P", "a"));

        for (String again : List.of(
                message("20260302", "1", "P", "a"),
                message("20260303", "1", "P", "a"),
                message("20260303", "2", "P", "a"),
                message("", "3", "P", "a"))) {
            MessageDoor.Answer answer = intake.deliver(again);

            assertThat(fateOf(answer)).isEqualTo(MessageStatus.DUPLICATE);
            assertThat(text(answer)).contains("MSA|AA|" + again.split("\\|")[9] + "\r");
        }
        assertThat(intake.queue.journal.waiting()).isOne();
    }

    @Test
    void anotherMessageUnderAnAcceptedControlIdIsRefused() {
        intake.deliver(message("20260302", "1", "P", "a"));

        MessageDoor.Answer other = intake.deliver(message("20260302", "1", "P", "b"));

        assertThat(other.code()).isEqualTo(AcknowledgementCode.ERROR);
        assertThat(text(other)).contains("MSA|AE|1|Another message had", "|MSH^1^10|", "control-id-reused");
        assertThat(fateOf(other)).isEqualTo(MessageStatus.REJECTED);
        assertThat(fateOf(intake.deliver(message("20260302", "2", "P", "b")))).isEqualTo(MessageStatus.RECEIVED);
    }

    @Test
    void anotherSendersControlIdIsItsOwn() {
        intake.deliver(message("20260302", "1", "P", "a"));

        MessageDoor.Answer other =
                intake.deliver(message("20260302", "1", "P", "a").replace("|LIS|", "|LIS2|"));

        assertThat(fateOf(other)).isEqualTo(MessageStatus.RECEIVED);
    }

    @Test
    void aRetryIsToldWhatHasBecomeOfAParkedMessage() {
        String message = message("20260302", "1", "P", "a");
        intake.found = List.of(unmapped());
        MessageDoor.Answer parked = intake.deliver(message.getBytes(StandardCharsets.UTF_8), STRICT);
        assertThat(text(parked)).contains("MSA|AE|1|Map the code X.\r", "|E|unmapped-code|");
        assertThat(text(intake.deliver(message.getBytes(StandardCharsets.UTF_8), STRICT)))
                .contains("MSA|AE|1|Map the code X.\r");

        intake.queue.journal.retry("site-strict", UUID.fromString(String.valueOf(parked.id())));
        intake.queue.applyNext();

        MessageDoor.Answer applied = intake.deliver(message.getBytes(StandardCharsets.UTF_8), STRICT);
        assertThat(text(applied)).contains("MSA|AA|1\r").doesNotContain("ERR|");
        assertThat(applied.code()).isEqualTo(AcknowledgementCode.ACCEPT);
    }

    @Test
    void aCorrectionThatWouldUndoAnotherIsParkedAndSaidSo() {
        String order = "|2.5.1\rOBR|1||F-1\rOBX|1||||%s||||||C";
        List<MessageDoor.Answer> answers = List.of("53", "27", "53").stream()
                .map(value -> intake.deliver(message("20260302", "C" + UUID.randomUUID(), "P", "a")
                        .replace("|2.5.1", String.format(order, value))))
                .toList();

        assertThat(answers)
                .extracting(this::fateOf)
                .containsExactly(MessageStatus.RECEIVED, MessageStatus.RECEIVED, MessageStatus.PARKED);
        assertThat(text(answers.get(2))).contains("MSA|AA|C", "|W|correction-sent-again|");
        assertThat(intake.queue.waiting()).isEqualTo(2);
    }

    @Test
    void theControlIdIsEchoedInRefusalsOfWhatCannotBeRead() {
        byte[] latin = message("20260302", "L1", "P", "µ").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(text(intake.deliver(latin, STRICT))).contains("MSA|AE|L1|Line 3 has bytes", "character-set");
        assertThat(text(intake.deliver(message("20260302", "B1", "P", "a") + message("20260302", "B2", "P", "b"))))
                .contains("MSA|AR|B1|", "batch");
        assertThat(text(intake.deliver(message("20260302", "N1", "P", "a") + "rest of a text")))
                .contains("MSA|");
        assertThat(text(intake.deliver(message("20260302", "H1", "P", "a").replace("^~\\&", "^^^^"))))
                .contains("MSA|AR|H1|", "no-header");
        assertThat(text(intake.deliver(message("20260302", "T1", "P", "x".repeat(MessageText.MAX_BYTES)))))
                .contains("MSA|AR|T1|", "too-large");
    }

    @Test
    void nothingOfAPatientIsRepeatedWhereTheHeaderHasLostItsEnd() {
        String lost = "MSH|^~\\&|LABPID|1||SYN-1||DOE^SYNTHETIC||19800229|F\rNTE|1";

        assertThat(text(intake.deliver(lost)))
                .contains("\rMSA|AR||", "message-type")
                .doesNotContain("SYN-1", "DOE", "19800229");
    }

    @Test
    void aSenderThatWantsToHearOnlyOfErrorsHearsOnlyOfErrors() {
        String only = "|2.5.1|||ER|NE";
        MessageDoor.Answer taken =
                intake.deliver(message("20260302", "1", "P", "a").replace("|2.5.1", only));
        MessageDoor.Answer refused =
                intake.deliver(message("20260302", "2", "T", "b").replace("|2.5.1", only));

        assertThat(taken.isNone()).isTrue();
        assertThat(fateOf(taken)).isEqualTo(MessageStatus.RECEIVED);
        assertThat(text(refused)).contains("MSA|CR|2|");
    }

    @Test
    void whatIsReadInTheSendersOwnSetIsReadSoInItsTurnToo() {
        Charset gbk = Charset.forName("GBK");
        byte[] bytes = message("20260302", "G1", "P", "血小板").getBytes(gbk);
        assertThat(text(intake.deliver(bytes, STRICT))).contains("MSA|AE|G1|Line 3 has bytes");

        MessageDoor.Answer read = intake.deliver(bytes, caller("site-a", gbk));

        assertThat(text(read)).contains("MSA|AA|G1\r");
        assertThat(intake.queue
                        .database
                        .sql("select charset from journal.message where fate = 'received'")
                        .query(String.class)
                        .single())
                .isEqualTo("GB18030");
    }
}
