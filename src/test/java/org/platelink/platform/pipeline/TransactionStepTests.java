package org.platelink.platform.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

class TransactionStepTests {

    private final List<String> done = new ArrayList<>();

    @BeforeEach
    void begin() {
        TransactionSynchronizationManager.initSynchronization();
    }

    @AfterEach
    void end() {
        TransactionSynchronizationManager.clearSynchronization();
    }

    @Test
    void workIsDoneInTheOrderOfTheListWhateverWasAddedFirst() {
        TransactionStep.afterCommit(TransactionOrder.PARKED_MESSAGES, () -> done.add("messages"));
        TransactionStep.afterCommit(TransactionOrder.SITE_MAPS, () -> done.add("maps"));
        TransactionSynchronizationUtils.triggerAfterCommit();
        assertThat(done).containsExactly("maps", "messages");
    }

    @Test
    void workAfterTheCommitIsNotDoneWhereThereIsNone() {
        TransactionStep.afterCommit(TransactionOrder.SITE_MAPS, () -> done.add("maps"));
        TransactionStep.afterCompletion(TransactionOrder.CACHE_INVALIDATION, () -> done.add("cache"));
        TransactionSynchronizationUtils.triggerAfterCompletion(TransactionSynchronization.STATUS_ROLLED_BACK);
        assertThat(done).containsExactly("cache");
    }

    @Test
    void whatIsWrittenAfterItsStepFailsTheTransaction() {
        Step step = TransactionStep.current(Step.class, Step::new);
        assertThat(TransactionStep.current(Step.class, Step::new)).isSameAs(step);
        step.beforeCommit(false);
        assertThatThrownBy(() -> TransactionStep.current(Step.class, Step::new))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("VISIT_RULES");
    }

    @Test
    void nothingElseRegistersASynchronization() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(file -> file.toString().endsWith(".java"))
                            .filter(TransactionStepTests::registers)
                            .map(file -> file.getFileName().toString()))
                    .containsExactly("TransactionStep.java");
        }
    }

    private static boolean registers(Path source) {
        try {
            String text = Files.readString(source);
            return text.contains("registerSynchronization(") || text.contains("TransactionalEventListener");
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static final class Step extends TransactionStep {

        Step() {
            super(TransactionOrder.VISIT_RULES);
        }
    }
}
