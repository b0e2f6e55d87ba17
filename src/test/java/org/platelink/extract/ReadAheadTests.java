package org.platelink.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadAheadTests {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ReadAhead ahead = new ReadAhead(threads);
    private final List<String> used = new ArrayList<>();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void handsOutAllInTheirOrderAndInTheCallersThread() throws Exception {
        Iterator<List<String>> source =
                List.of(List.of("a", "b"), List.of("c"), List.<String>of()).iterator();
        Thread caller = Thread.currentThread();

        ahead.each(source::next, one -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            used.add(one);
        });

        assertThat(used).containsExactly("a", "b", "c");
    }

    @Test
    void readsTheNextWhileThoseBeforeAreWorkedOn() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch second = new CountDownLatch(1);

        ahead.each(
                () -> {
                    if (asked.incrementAndGet() == 2) {
                        second.countDown();
                    }
                    return asked.get() > 2 ? List.of() : List.of("one");
                },
                one -> {
                    try {
                        assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException interrupted) {
                        throw new IllegalStateException(interrupted);
                    }
                    used.add(one);
                });

        assertThat(used).hasSize(2);
    }

    @Test
    void readsNoLongerWhenTheUseHasFailed() {
        AtomicInteger asked = new AtomicInteger();
        AtomicBoolean reading = new AtomicBoolean();

        assertThatThrownBy(() -> ahead.each(
                        () -> {
                            reading.set(true);
                            if (asked.incrementAndGet() > 1) {
                                sleep();
                            }
                            reading.set(false);
                            return List.of("one");
                        },
                        one -> {
                            throw new IOException("The client has gone.");
                        }))
                .isInstanceOf(IOException.class)
                .hasMessage("The client has gone.");

        assertThat(reading).isFalse();
        assertThat(asked).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void tellsWhyItCouldNotReadAfterWhatItCouldWasUsed() {
        Iterator<List<String>> source = List.of(List.of("a"), List.of("b")).iterator();

        assertThatThrownBy(() -> ahead.each(
                        () -> {
                            if (source.hasNext()) {
                                return source.next();
                            }
                            throw new SQLException("The database is gone.");
                        },
                        used::add))
                .isInstanceOf(SQLException.class)
                .hasMessage("The database is gone.");

        assertThat(used).containsExactly("a", "b");
    }

    private static void sleep() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
