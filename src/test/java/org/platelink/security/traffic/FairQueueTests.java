package org.platelink.security.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairQueueTests {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private CompletableFuture<Optional<FairQueue.Place>> enter(FairQueue line, String client, int share) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return line.enter(client, share);
                    } catch (InterruptedException stop) {
                        throw new IllegalStateException(stop);
                    }
                },
                threads);
    }

    @Test
    void whoFindsNoPlaceAndNoRoomIsRefusedAtOnce() throws Exception {
        FairQueue line = new FairQueue(1, 2, Duration.ofMinutes(1));
        Optional<FairQueue.Place> first = line.enter("a", 1);
        assertThat(first).isPresent();
        enter(line, "b", 1);
        enter(line, "c", 1);
        await().until(() -> line.waiting() == 2);

        assertThat(enter(line, "d", 1).get(5, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void whoWaitsTooLongIsRefusedAndLeavesTheLine() throws Exception {
        FairQueue line = new FairQueue(1, 2, Duration.ofMillis(50));
        line.enter("a", 1);

        assertThat(enter(line, "b", 1).get(5, TimeUnit.SECONDS)).isEmpty();
        assertThat(line.waiting()).isZero();
    }

    @Test
    void theFirstInTheLineGoesFirstUnlessItsClientHasItsShare() throws Exception {
        FairQueue line = new FairQueue(2, 8, Duration.ofMinutes(1));
        FairQueue.Place one = line.enter("many", 1).orElseThrow();
        CompletableFuture<Optional<FairQueue.Place>> second = enter(line, "many", 1);
        await().until(() -> line.waiting() == 1);

        assertThat(enter(line, "other", 1).get(5, TimeUnit.SECONDS)).isPresent();
        assertThat(second).isNotDone();

        one.close();
        assertThat(second.get(5, TimeUnit.SECONDS)).isPresent();
        assertThat(line.atWork()).isEqualTo(2);
    }

    @Test
    void aClientHasHalfOfTheLineAtMost() throws Exception {
        FairQueue line = new FairQueue(1, 4, Duration.ofMinutes(1));
        line.enter("many", 1);
        enter(line, "many", 1);
        enter(line, "many", 1);
        await().until(() -> line.waiting() == 2);

        assertThat(enter(line, "many", 1).get(5, TimeUnit.SECONDS)).isEmpty();
        assertThat(enter(line, "other", 1)).isNotDone();
        await().until(() -> line.waiting() == 3);
    }

    @Test
    void aPlaceIsGivenBackOnce() throws Exception {
        FairQueue line = new FairQueue(2, 0, Duration.ZERO);
        FairQueue.Place one = line.enter("a", 2).orElseThrow();
        line.enter("a", 2).orElseThrow();

        one.close();
        one.close();

        assertThat(line.atWork()).isEqualTo(1);
        assertThat(line.enter("a", 2)).isPresent();
        assertThat(line.enter("a", 2)).isEmpty();
    }

    @Test
    void manyAtOnceNeverExceedThePlacesAndLeaveNoneTaken() {
        FairQueue line = new FairQueue(3, 100, Duration.ofSeconds(20));
        List<CompletableFuture<Integer>> seen = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            seen.add(enter(line, "c" + i % 4, 2).thenApply(place -> {
                int atWork = line.atWork();
                place.orElseThrow().close();
                return atWork;
            }));
        }
        assertThat(seen.stream().map(CompletableFuture::join)).allMatch(atWork -> atWork <= 3);
        assertThat(line.atWork()).isZero();
        assertThat(line.waiting()).isZero();
    }
}
