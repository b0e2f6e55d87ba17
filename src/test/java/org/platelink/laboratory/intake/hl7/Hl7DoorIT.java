package org.platelink.laboratory.intake.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.laboratory.intake.hl7.OpenIntake.text;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.OwnPostgres;
import org.platelink.laboratory.hl7v2.AcknowledgementCode;
import org.platelink.laboratory.intake.queue.OpenQueue;
import org.platelink.laboratory.journal.Channel;
import org.platelink.laboratory.journal.MessageStatus;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;
import org.springframework.context.SmartLifecycle;

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

        assertThat(intake.queue.inJournal()).isEqualTo(2);
        assertThat(intake.queue.backlog.hasRoom()).isFalse();
    }

    @Test
    void afterTurnsThereIsRoomAgain() {
        intake.taken("1");
        intake.taken("2");
        intake.take("3");
        SmartLifecycle workers = intake.queue.workers(2);
        workers.start();
        Awaitility.await().until(() -> intake.queue.waiting() == 0);
        workers.stop();

        UUID third = intake.taken("3");

        assertThat(intake.queue.statusOf(third)).isEqualTo(MessageStatus.RECEIVED);
        assertThat(intake.queue.stored()).hasSize(2);
    }

    @Test
    void aMessageThatIsPutOffStillTakesItsRoom() {
        UUID poison = intake.taken("1");
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        intake.queue.store = message -> {
            sizes.add(intake.queue.waiting());
            throw new IllegalStateException("The server fails.");
        };
        SmartLifecycle workers = intake.queue.workers(1);
        workers.start();

        Awaitility.await()
                .until(() -> intake.queue.statusOf(poison) == MessageStatus.PARKED && intake.queue.waiting() == 0);

        workers.stop();
        assertThat(sizes).hasSize(OpenQueue.ATTEMPTS).containsOnly(1);
    }

    @Test
    void aCountThatWentWrongIsPutRightWhenNothingWaits() {
        intake.queue.backlog.added();
        intake.queue.backlog.added();
        assertThat(intake.take("1").overloaded()).isTrue();
        SmartLifecycle workers = intake.queue.workers(1);
        workers.start();

        Awaitility.await().until(() -> intake.queue.waiting() == 0);

        workers.stop();
        assertThat(intake.take("1").overloaded()).isFalse();
    }

    @Test
    void withoutADatabaseASenderIsAskedToComeAgainAndMaySendTheSameThen() {
        intake.queue.connections.away = true;

        assertComeLater(intake.take("1"), "1");

        intake.queue.connections.away = false;
        assertThat(intake.queue.inJournal()).isZero();
        MessageDoor.Answer again = intake.take("1");
        assertThat(text(again)).contains("MSA|AA|1");
        assertThat(intake.queue.journal.waiting()).isEqualTo(1);
    }

    @Test
    void turnsWaitForADatabaseThatIsAway() {
        UUID message = intake.taken("1");
        intake.queue.connections.away = true;
        SmartLifecycle workers = intake.queue.workers(1);
        workers.start();
        intake.queue.connections.away = false;

        Awaitility.await().until(() -> intake.queue.statusOf(message) == MessageStatus.APPLIED);

        workers.stop();
        assertThat(intake.queue.stored()).containsExactly(message);
    }

    @Test
    void whatComesOverASocketNamesThePeerAndItsAddress() {
        intake.deliverFrom("192.0.2.7", "1");
        intake.deliverFrom("192.0.2.7", "1");

        assertThat(intake.queue.trail.all).hasSize(2).allSatisfy(deed -> {
            assertThat(deed.address()).isEqualTo("192.0.2.7");
            assertThat(deed.caller()).isNotNull();
        });
        assertThat(intake.queue.trail.all.get(1).sentence()).endsWith(": duplicate.");
    }

    @Test
    void aClientThatIsNamedLikeAPeerOfMllpIsStillOneOfHttps() {
        Caller named = new Caller("mllp:x", Role.EHR, "site-a", Set.of(), Scopes.parse("system/Observation.cu"));

        MessageDoor.Answer answer = intake.deliver(OpenIntake.message("1").getBytes(StandardCharsets.UTF_8), named);

        UUID id = UUID.fromString(answer.id());
        assertThat(intake.queue.messages.find("site-a", id).orElseThrow().channel())
                .isEqualTo(Channel.HTTPS);
        assertThat(intake.queue.trail.all)
                .extracting(deed -> deed.sentence())
                .containsExactly("A message came by https: received.");
    }

    @Test
    void whileTheTrailIsFullNothingIsTakenAndNothingHasItsTurn() {
        intake.taken("1");
        intake.queue.trail.full = true;

        assertComeLater(intake.take("2"), "2");
        assertThat(intake.queue.applyNext()).isFalse();

        intake.queue.trail.full = false;
        assertThat(intake.queue.applyNext()).isTrue();
    }
}
