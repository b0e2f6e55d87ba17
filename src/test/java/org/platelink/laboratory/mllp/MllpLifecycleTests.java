package org.platelink.laboratory.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.platelink.laboratory.intake.hl7.MessageDoor;
import org.platelink.platform.server.GracefulStop;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.context.support.GenericApplicationContext;

/** What becomes of messages under way when the server is stopped, in the time that Spring gives to each phase. */
class MllpLifecycleTests {

    private static final Duration PHASE = Duration.ofSeconds(3);

    private final CountDownLatch begun = new CountDownLatch(1);

    private static GenericApplicationContext server(OpenDoor door, Duration phase) {
        GenericApplicationContext context = new GenericApplicationContext();
        context.registerBean(
                AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, DefaultLifecycleProcessor.class, () -> {
                    DefaultLifecycleProcessor processor = new DefaultLifecycleProcessor();
                    processor.setTimeoutPerShutdownPhase(phase.toMillis());
                    return processor;
                });
        context.registerBean(
                MllpLifecycle.class,
                () -> new MllpLifecycle(door.listener, new OpenDoor.DoorSettings().build(), new GracefulStop(phase)));
        context.refresh();
        return context;
    }

    private MessageDoor taking(Duration time) {
        return (message, charset, sender) -> {
            begun.countDown();
            try {
                TimeUnit.MILLISECONDS.sleep(time.toMillis());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return OpenDoor.echo(message, String.valueOf(sender.caller().site()));
        };
    }

    @Test
    void whatIsTakenIsAnsweredWithinThePhase() throws Exception {
        OpenDoor door = OpenDoor.to(taking(Duration.ofSeconds(1)));
        GenericApplicationContext server = server(door, PHASE);
        try (LabSystem busy = door.connect(Certificates.ANNA).send("under way")) {
            begun.await();

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);

            assertThat(busy.answer()).isEqualTo("under way of site-a");
            assertThat(busy.answer()).isEqualTo("closed");
            busy.close();
            stopped.get(PHASE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void whatTakesLongerThanThePhaseIsCutWithinIt() throws Exception {
        OpenDoor door = OpenDoor.to(taking(Duration.ofSeconds(12)));
        GenericApplicationContext server = server(door, PHASE);
        try (LabSystem busy = door.connect(Certificates.ANNA).send("under way")) {
            begun.await();
            long before = System.nanoTime();

            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PHASE);
            assertThat(busy.answer()).isEqualTo("closed");
            await().until(() -> !door.listener.isListening());
        }
    }
}
