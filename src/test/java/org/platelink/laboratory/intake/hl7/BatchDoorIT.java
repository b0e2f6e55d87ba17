package org.platelink.laboratory.intake.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.laboratory.intake.hl7.OpenIntake.text;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.OwnPostgres;
import org.platelink.laboratory.hl7v2.AcknowledgementCode;

/** Batches at the door of HL7 v2, on a PostgreSQL of its own. */
class BatchDoorIT {

    @RegisterExtension
    static final OwnPostgres POSTGRES = new OwnPostgres();

    private static final String BHS = "BHS|^~\\&|LIS|HOSP|PLATELINK|TRIAL|20260302||||B-1\r";

    @TempDir
    private Path home;

    private OpenIntake intake;

    @BeforeEach
    void anEmptyJournal() {
        intake = new OpenIntake(POSTGRES.database(), home, 3);
    }

    private static String message(String control, String processing, String rest) {
        return "MSH|^~\\&|LIS|HOSP|PLATELINK|TRIAL|20260302090000||ORU^R01|" + control + "|" + processing + "|2.5.1"
                + rest + "\rPID|1||SYN-1^^^HOSP^MR\rNTE|1||" + control + "\r";
    }

    @Test
    void eachMessageIsTakenByItselfAndAnsweredInItsPlace() {
        MessageDoor.Answer answer =
                intake.deliver(BHS + message("1", "P", "") + message("2", "T", "") + message("3", "P", "") + "BTS|3\r");

        String[] segments = text(answer).split("\r");
        assertThat(segments[0])
                .startsWith("BHS|^~\\&|PLATELINK|TRIAL|LIS|HOSP|")
                .endsWith("|B-1");
        assertThat(text(answer)).containsSubsequence("\rMSA|AA|1\r", "\rMSA|AR|2|", "\rMSA|AA|3\r", "BTS|3\r");
        assertThat(answer.code()).isEqualTo(AcknowledgementCode.ERROR);
        assertThat(answer.mixed()).isTrue();
        assertThat(answer.id()).isNull();
        assertThat(intake.queue.journal.waiting()).isEqualTo(2);
        assertThat(intake.queue.inJournal()).isEqualTo(3);
    }

    @Test
    void theSameBatchAgainIsMadeOfDuplicates() {
        String batch = BHS + message("1", "P", "") + message("2", "P", "") + "BTS|2\r";
        assertThat(intake.deliver(batch).code()).isEqualTo(AcknowledgementCode.ACCEPT);

        MessageDoor.Answer again = intake.deliver(batch);

        assertThat(again.code()).isEqualTo(AcknowledgementCode.ACCEPT);
        assertThat(again.mixed()).isFalse();
        assertThat(intake.queue.journal.waiting()).isEqualTo(2);
    }

    @Test
    void nothingOfABatchThatIsCutIsTaken() {
        MessageDoor.Answer answer = intake.deliver(BHS + message("1", "P", "") + message("2", "P", "") + "BTS|3\r");

        assertThat(answer.code()).isEqualTo(AcknowledgementCode.ERROR);
        assertThat(text(answer))
                .contains("\rMSA|AE|B-1|BTS-1 does not say 2", "ERR||BTS^1^1|", "|batch|")
                .doesNotContain("BHS");
        assertThat(intake.queue.journal.waiting()).isZero();
        assertThat(intake.queue.inJournal()).isOne();
        assertThat(answer.id()).isNotNull();
    }

    @Test
    void whereTheBacklogIsFullTheRestMayComeAgain() {
        StringBuilder batch = new StringBuilder(BHS);
        for (int i = 1; i <= 5; i++) {
            batch.append(message(String.valueOf(i), "P", ""));
        }

        MessageDoor.Answer answer = intake.deliver(batch + "BTS|5\r");

        assertThat(answer.overloaded()).isTrue();
        assertThat(text(answer)).contains("\rMSA|AA|3\r", "\rMSA|AR|4|Too many messages wait", "\rBTS|5\r");
        assertThat(intake.queue.journal.waiting()).isEqualTo(3);
    }

    @Test
    void whoAsksForNoAnswerGetsNone() {
        String silent = "|||NE|NE";

        assertThat(intake.deliver(BHS + message("1", "P", silent) + "BTS|1\r").isNone())
                .isTrue();
        assertThat(text(intake.deliver(BHS + message("2", "P", silent) + message("3", "P", "") + "BTS|2\r")))
                .contains("\rMSA|AA|3\r", "\rBTS|1\r")
                .doesNotContain("MSA|AA|2");
        assertThat(text(intake.deliver(BHS + "BTS|0\r"))).contains("\rBTS|0\r");
        assertThat(intake.queue.journal.waiting()).isEqualTo(3);
    }
}
