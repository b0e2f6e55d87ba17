package org.platelink.laboratory.intake.queue;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.OwnPostgres;
import org.platelink.laboratory.intake.queue.QueueStep.Result;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.MessageStatus;
import org.platelink.laboratory.journal.Reason;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Turns of messages on a PostgreSQL of their own, with a store that fails as it is told. */
@ExtendWith(OutputCaptureExtension.class)
class QueueStepIT {

    @RegisterExtension
    static final OwnPostgres POSTGRES = new OwnPostgres();

    @TempDir
    private Path home;

    private OpenQueue queue;

    @BeforeEach
    void anEmptyJournal() {
        queue = new OpenQueue(POSTGRES.database(), home, 1000);
    }

    private void turnsUntil(UUID message, MessageStatus fate) {
        Awaitility.await().until(() -> {
            queue.step.take();
            return queue.statusOf(message) == fate;
        });
    }

    private List<Finding> findingsOf(UUID message) {
        return queue.messages.find("site-a", message).orElseThrow().findings();
    }

    /** Fails on one message, and counts how often. */
    private AtomicInteger failOn(UUID message, RuntimeException failure) {
        AtomicInteger tries = new AtomicInteger();
        queue.store = one -> {
            if (one.equals(message)) {
                tries.incrementAndGet();
                throw failure;
            }
        };
        return tries;
    }

    @Test
    void withoutAMessageThereIsNoTurn() {
        assertThat(queue.step.take()).isEqualTo(Result.NONE);
    }

    @Test
    void aMessageOnWhichTheServerFailsIsParkedInTheEndAndHoldsUpNone(CapturedOutput log) {
        UUID poison = queue.received("1");
        UUID after = queue.received("2");
        AtomicInteger tries = failOn(poison, new InternalErrorException("SYN-1 Blume"));

        assertThat(queue.step.take()).isEqualTo(Result.POSTPONED);
        assertThat(queue.step.take()).isEqualTo(Result.DECIDED);

        assertThat(queue.statusOf(after)).isEqualTo(MessageStatus.APPLIED);
        assertThat(queue.statusOf(poison)).isEqualTo(MessageStatus.RECEIVED);
        turnsUntil(poison, MessageStatus.PARKED);
        assertThat(tries).hasValue(OpenQueue.ATTEMPTS);
        assertThat(findingsOf(poison)).extracting(Finding::reason).containsExactly(Reason.SERVER_FAILED);
        assertThat(queue.stored()).containsExactly(after);
        assertThat(log).doesNotContain("SYN-1", "Blume");

        queue.store = message -> {};
        queue.journal.retry("site-a", poison);
        turnsUntil(poison, MessageStatus.APPLIED);
        assertThat(findingsOf(poison)).isEmpty();
    }

    @Test
    void aMessageThatNestsTooDeepIsAFailureLikeAnother() {
        UUID poison = queue.received("1");
        queue.store = message -> {
            throw new StackOverflowError();
        };

        assertThat(queue.step.take()).isEqualTo(Result.POSTPONED);

        turnsUntil(poison, MessageStatus.PARKED);
    }

    @Test
    void aMessageThatWasChangedInTheDatabaseHoldsUpNone() {
        UUID changed = queue.received("1");
        UUID after = queue.received("2");
        queue.database
                .sql("update journal.message set content = '\\x00' where id = ?")
                .param(changed)
                .update();

        turnsUntil(after, MessageStatus.APPLIED);
        turnsUntil(changed, MessageStatus.PARKED);

        assertThat(findingsOf(changed)).extracting(Finding::reason).containsExactly(Reason.SERVER_FAILED);
        assertThat(queue.stored()).containsExactly(after);
    }

    @Test
    void whatTheStoreRefusesIsParkedAtOnce() {
        UUID refused = queue.received("1");
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue().setDiagnostics("A unit is missing. (rule plt-unit)").addExpression("Observation.value");
        AtomicInteger tries = failOn(refused, new UnprocessableEntityException("refused", outcome));

        assertThat(queue.step.take()).isEqualTo(Result.DECIDED);

        assertThat(tries).hasValue(1);
        assertThat(queue.statusOf(refused)).isEqualTo(MessageStatus.PARKED);
        assertThat(findingsOf(refused))
                .containsExactly(new Finding(
                        Reason.WRONG_UNIT, "Observation.value", null, "A unit is missing. (rule plt-unit)"));
        assertThat(queue.stored()).isEmpty();
    }

    @Test
    void aConflictIsTriedAgain() {
        UUID message = queue.received("1");
        failOn(message, new ResourceVersionConflictException("somebody was faster"));

        assertThat(queue.step.take()).isEqualTo(Result.POSTPONED);

        queue.store = one -> {};
        turnsUntil(message, MessageStatus.APPLIED);
        assertThat(queue.stored()).containsExactly(message);
    }

    @Test
    void aTurnThatIsNotCommittedIsTakenAgain() {
        UUID message = queue.received("1");
        queue.store =
                one -> TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public void beforeCommit(boolean readOnly) {
                        throw new IllegalStateException("The commit fails.");
                    }
                });

        assertThat(queue.step.take()).isEqualTo(Result.POSTPONED);

        assertThat(queue.statusOf(message)).isEqualTo(MessageStatus.RECEIVED);
        assertThat(queue.stored()).isEmpty();
        queue.store = one -> {};
        turnsUntil(message, MessageStatus.APPLIED);
        assertThat(queue.stored()).containsExactly(message);
    }

    @Test
    void noMessageIsAppliedByTwo() throws Exception {
        List<UUID> messages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            messages.add(queue.received("C" + i));
        }
        ExecutorService workers = Executors.newFixedThreadPool(4);
        Callable<Integer> work = () -> {
            int taken = 0;
            while (queue.step.take() == Result.DECIDED) {
                taken++;
            }
            return taken;
        };

        int turns = 0;
        for (Future<Integer> one : workers.invokeAll(List.of(work, work, work, work))) {
            turns += one.get();
        }

        workers.shutdown();
        assertThat(turns).isEqualTo(100);
        assertThat(queue.stored()).containsExactlyInAnyOrderElementsOf(messages);
        assertThat(queue.journal.waiting()).isZero();
    }

    @Test
    void aStopWaitsForAllWorkersTogetherAndForNoLongerThanItsGrace() {
        CountDownLatch begun = new CountDownLatch(3);
        CountDownLatch never = new CountDownLatch(1);
        queue.store = message -> {
            begun.countDown();
            Uninterruptibles.awaitUninterruptibly(never, 20, TimeUnit.SECONDS);
            throw new IllegalStateException("The server has stopped.");
        };
        List<UUID> messages = List.of(queue.received("1"), queue.received("2"), queue.received("3"));
        SmartLifecycle workers = queue.workers(3);
        workers.start();
        Uninterruptibles.awaitUninterruptibly(begun);
        long before = System.nanoTime();

        workers.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(OpenQueue.GRACE, OpenQueue.GRACE.plusSeconds(2));
        never.countDown();
        assertThat(messages).allSatisfy(one -> assertThat(queue.statusOf(one)).isEqualTo(MessageStatus.RECEIVED));
    }
}
