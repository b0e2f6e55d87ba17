package org.platelink.analytics.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParallelPrefetchTests {

    private static final int MOST = 3;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final ParallelPrefetch ahead = new ParallelPrefetch(threads, MOST);
    private final Thread caller = Thread.currentThread();
    private final List<String> used = new ArrayList<>();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private static ParallelPrefetch.Source<Integer> numbers(int batches) {
        Iterator<List<Integer>> all = IntStream.range(0, batches)
                .mapToObj(i -> List.of(10 * i, 10 * i + 1))
                .iterator();
        return () -> all.hasNext() ? all.next() : List.of();
    }

    @Test
    void readsAndUsesInTheCallersThreadAndInTheirOrder() throws Exception {
        ParallelPrefetch.Source<Integer> source = numbers(20);

        ahead.each(
                () -> {
                    assertThat(Thread.currentThread()).isSameAs(caller);
                    return source.more();
                },
                some -> {
                    assertThat(Thread.currentThread()).isNotSameAs(caller);
                    return some.toString();
                },
                done -> {
                    assertThat(Thread.currentThread()).isSameAs(caller);
                    used.add(done);
                },
                () -> {});

        assertThat(used).hasSize(20).startsWith("[0, 1]", "[10, 11]").endsWith("[190, 191]");
    }

    @Test
    void worksOnTwoAtOnce() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);

        ahead.each(
                numbers(4),
                some -> {
                    try {
                        both.await(10, TimeUnit.SECONDS);
                    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
                        throw new IllegalStateException(alone);
                    }
                    return some.toString();
                },
                used::add,
                () -> {});

        assertThat(used).hasSize(4);
    }

    @Test
    void beginsNoMoreThanItMayHold() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        ParallelPrefetch.Source<Integer> source = numbers(10);

        ahead.each(
                () -> {
                    assertThat(begun.incrementAndGet() - used.size()).isLessThanOrEqualTo(MOST);
                    return source.more();
                },
                List::toString,
                used::add,
                () -> {});

        assertThat(used).hasSize(10);
    }

    @Test
    void anUseThatFailsEndsIt() {
        AtomicInteger read = new AtomicInteger();

        assertThatThrownBy(() -> ahead.each(
                        () -> List.of(read.incrementAndGet()),
                        List::toString,
                        done -> {
                            throw new IOException("The client has gone.");
                        },
                        () -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("The client has gone.");

        assertThat(read).hasValueLessThanOrEqualTo(MOST);
    }

    @Test
    void whatCannotBeWorkedOnIsToldAfterWhatCouldWasUsed() {
        assertThatThrownBy(() -> ahead.each(
                        numbers(4),
                        some -> {
                            if (some.contains(20)) {
                                throw new IllegalArgumentException("20 is too much.");
                            }
                            return some.toString();
                        },
                        used::add,
                        () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("20 is too much.");
        assertThat(used).containsExactly("[0, 1]", "[10, 11]");

        Snapshot.Conversion<Integer, String> unreadable = some -> {
            throw new IOException("No JSON.");
        };
        assertThatThrownBy(() -> ahead.each(numbers(1), unreadable, used::add, () -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("No JSON.");
    }

    @Test
    void aDatabaseThatFailsIsTold() {
        ParallelPrefetch.Source<Integer> gone = () -> {
            throw new SQLException("The database is gone.");
        };

        assertThatThrownBy(() -> ahead.each(gone, List::toString, used::add, () -> {}))
                .isInstanceOf(SQLException.class)
                .hasMessage("The database is gone.");
    }

    /** Nothing is used, for all of it takes long; and it is not waited for. */
    @Test
    void endsWhileItWaitsForWorkThatTakesLong() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();

        assertThatThrownBy(() -> ahead.each(
                        numbers(4),
                        some -> {
                            try {
                                never.await();
                            } catch (InterruptedException stopped) {
                                Thread.currentThread().interrupt();
                            }
                            return some.toString();
                        },
                        used::add,
                        () -> {
                            if (Thread.currentThread() == caller && looks.incrementAndGet() > 3) {
                                throw new IllegalStateException("Nobody waits.");
                            }
                        }))
                .hasMessage("Nobody waits.");

        assertThat(used).isEmpty();
    }
}
