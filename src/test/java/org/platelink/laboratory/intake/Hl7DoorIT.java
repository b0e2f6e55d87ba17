package org.platelink.laboratory.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.laboratory.intake.OpenIntake.text;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.OwnPostgres;
import org.platelink.laboratory.hl7v2.AcknowledgementCode;
import org.platelink.laboratory.journal.MessageStatus;

/** The door of HL7 v2 on a PostgreSQL of its own: with room for two messages, and without a database. */
class Hl7DoorIT {

    @RegisterExtension
    static final OwnPostgres POSTGRES = new OwnPostgres();

    @TempDir
    private Path home;

    private OpenIntake intake;

    @BeforeEach
    void anEmptyJournal() {
        intake = new OpenIntake(POSTGRES.database(), home, 2);
    }

    private void assertComeLater(MessageDoor.Answer answer, String control) {
        assertThat(answer.overloaded()).isTrue();
        assertThat(answer.code()).isEqualTo(AcknowledgementCode.REJECT);
        assertThat(answer.id()).isNull();
        assertThat(text(answer)).contains("MSA|AR|" + control, "overloaded", "send it again in a minute");
    }

    @Test
    void beyondTheBacklogASenderIsAskedToComeAgainAndNothingIsKept() {
        intake.taken("1");
        intake.taken("2");

        assertComeLater(intake.take("3"), "3");

        assertThat(intake.inJournal()).isEqualTo(2);
        assertThat(intake.backlog.hasRoom()).isFalse();
    }

    @Test
    void afterTurnsThereIsRoomAgain() {
        intake.taken("1");
        intake.taken("2");
        intake.take("3");
        Workers workers = new Workers(intake.turn, intake.backlog, 2);
        workers.start();
        Awaitility.await().until(() -> intake.backlog.size() == 0);
        workers.stop();

        UUID third = intake.taken("3");

        assertThat(intake.fateOf(third)).isEqualTo(MessageStatus.RECEIVED);
        assertThat(intake.stored()).hasSize(2);
    }

    @Test
    void aMessageThatIsPutOffStillTakesItsRoom() {
        UUID poison = intake.taken("1");
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        intake.store = message -> {
            sizes.add(intake.backlog.size());
            throw new IllegalStateException("The server fails.");
        };
        Workers workers = new Workers(intake.turn, intake.backlog, 1);
        workers.start();

        Awaitility.await().until(() -> intake.fateOf(poison) == MessageStatus.PARKED && intake.backlog.size() == 0);

        workers.stop();
        assertThat(sizes).hasSize(OpenIntake.ATTEMPTS).containsOnly(1);
    }

    @Test
    void aCountThatWentWrongIsPutRightWhenNothingWaits() {
        intake.backlog.added();
        intake.backlog.added();
        assertThat(intake.take("1").overloaded()).isTrue();
        Workers workers = new Workers(intake.turn, intake.backlog, 1);
        workers.start();

        Awaitility.await().until(() -> intake.backlog.size() == 0);

        workers.stop();
        assertThat(intake.take("1").overloaded()).isFalse();
    }

    @Test
    void withoutADatabaseASenderIsAskedToComeAgainAndMaySendTheSameThen() {
        intake.connections.away = true;

        assertComeLater(intake.take("1"), "1");

        intake.connections.away = false;
        assertThat(intake.inJournal()).isZero();
        MessageDoor.Answer again = intake.take("1");
        assertThat(text(again)).contains("MSA|AA|1");
        assertThat(intake.journal.waiting()).isEqualTo(1);
    }

    @Test
    void turnsWaitForADatabaseThatIsAway() {
        UUID message = intake.taken("1");
        intake.connections.away = true;
        Workers workers = new Workers(intake.turn, intake.backlog, 1);
        workers.start();
        intake.connections.away = false;

        Awaitility.await().until(() -> intake.fateOf(message) == MessageStatus.APPLIED);

        workers.stop();
        assertThat(intake.stored()).containsExactly(message);
    }

    @Test
    void whatComesOverASocketNamesThePeerAndItsAddress() {
        intake.deliverFrom("192.0.2.7", "1");
        intake.deliverFrom("192.0.2.7", "1");

        assertThat(intake.trail.all).hasSize(2).allSatisfy(deed -> {
            assertThat(deed.address()).isEqualTo("192.0.2.7");
            assertThat(deed.caller()).isNotNull();
        });
        assertThat(intake.trail.all.get(1).sentence()).endsWith(": duplicate.");
    }

    @Test
    void whileTheTrailIsFullNothingIsTakenAndNothingHasItsTurn() {
        intake.taken("1");
        intake.trail.full = true;

        assertComeLater(intake.take("2"), "2");
        assertThat(intake.turn.take()).isEqualTo(QueueStep.Taken.NONE);

        intake.trail.full = false;
        assertThat(intake.turn.take()).isEqualTo(QueueStep.Taken.DECIDED);
    }
}
