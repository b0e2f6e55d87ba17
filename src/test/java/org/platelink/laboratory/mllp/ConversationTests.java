package org.platelink.laboratory.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.platelink.laboratory.hl7v2.AcknowledgementCode;
import org.platelink.laboratory.intake.hl7.MessageDoor;
import org.platelink.laboratory.journal.Channel;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ConversationTests {

    @Test
    void answersEachMessageInOrder() {
        try (OpenDoor door = OpenDoor.to(OpenDoor.ECHO);
                LabSystem anna = door.connect(Certificates.ANNA)) {
            anna.send("first", "second", "third");

            assertThat(anna.answer()).isEqualTo("first of site-a");
            assertThat(anna.answer()).isEqualTo("second of site-a");
            assertThat(anna.answer()).isEqualTo("third of site-a");
            assertThat(door.listener.connections()).isEqualTo(1);
        }
    }

    @Test
    void knowsWhoDeliversByItsCertificate() {
        MessageDoor tellsWho = (message, charset, sender) -> {
            Caller caller = sender.caller();
            assertThat(charset).isNull();
            assertThat(sender.channel()).isEqualTo(Channel.MLLP);
            assertThat(sender.address()).isEqualTo("127.0.0.1");
            assertThat(caller.role()).isEqualTo(Role.EHR);
            assertThat(caller.scopes())
                    .hasToString("system/Observation.cu system/DiagnosticReport.cu system/Specimen.cu");
            return OpenDoor.echo(caller.client().getBytes(), caller.site() + " " + caller.identifierSystems());
        };
        try (OpenDoor door = OpenDoor.to(tellsWho);
                LabSystem anna = door.connect(Certificates.ANNA);
                LabSystem berta = door.connect(Certificates.BERTA)) {
            assertThat(anna.send("x").answer()).isEqualTo("mllp:anna of site-a [https://site-a.example]");
            assertThat(berta.send("x").answer()).isEqualTo("mllp:berta of site-b [https://site-b.example]");
        }
    }

    @Test
    void goesOnAfterSayingThatItIsOverloaded() {
        MessageDoor full = (message, charset, sender) ->
                new MessageDoor.Answer("later".getBytes(), AcknowledgementCode.ACCEPT, true, null);
        try (OpenDoor door = OpenDoor.to(full);
                LabSystem anna = door.connect(Certificates.ANNA)) {
            assertThat(anna.send("first").answer()).isEqualTo("later");
            assertThat(anna.send("again").answer()).isEqualTo("later");
        }
    }

    @Test
    void sendsNothingToWhomAsksForNoAnswer() {
        MessageDoor silent = (message, charset, sender) -> new String(message).equals("silent")
                ? new MessageDoor.Answer(MessageDoor.Answer.NONE, AcknowledgementCode.ACCEPT, false, "1")
                : OpenDoor.echo(message, "site-a");
        try (OpenDoor door = OpenDoor.to(silent);
                LabSystem anna = door.connect(Certificates.ANNA)) {
            anna.send("first", "silent", "third");

            assertThat(anna.answer()).isEqualTo("first of site-a");
            assertThat(anna.answer()).isEqualTo("third of site-a");
        }
    }

    @Test
    void closesWithoutAnAnswerWhereTakingFails(CapturedOutput log) {
        MessageDoor broken = (message, charset, sender) -> {
            if (message.length > 8) {
                throw new StackOverflowError("Blume");
            }
            throw new IllegalStateException("Blume");
        };
        try (OpenDoor door = OpenDoor.to(broken)) {
            for (String message : new String[] {"short", "a longer one"}) {
                try (LabSystem anna = door.connect(Certificates.ANNA)) {
                    assertThat(anna.send(message).answer()).isEqualTo("closed");
                }
            }
            await().until(() -> door.refused("failed") == 2);
            await().until(() -> door.listener.connections() == 0);
            assertThat(log).contains("java.lang.IllegalStateException at", "java.lang.StackOverflowError at");
            assertThat(log)
                    .doesNotContain("Blume")
                    .doesNotContain("a longer one")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void answersTheMessageUnderWayBeforeItStops() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        MessageDoor slow = (message, charset, sender) -> {
            begun.countDown();
            waitFor(goOn);
            return OpenDoor.echo(message, "stop");
        };
        OpenDoor door = OpenDoor.to(slow);
        try (LabSystem silent = door.connect(Certificates.BERTA).shakeHands();
                LabSystem busy = door.connect(Certificates.ANNA).send("under way", "the next")) {
            await().until(() -> door.listener.connections() == 2);
            waitFor(begun);

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(door::close);

            assertThat(silent.answer()).isEqualTo("closed");
            assertThat(stopped).isNotDone();
            goOn.countDown();
            assertThat(busy.answer()).isEqualTo("under way of stop");
            assertThat(busy.answer()).isEqualTo("closed");
            busy.close();
            stopped.get(3, TimeUnit.SECONDS);
            assertThat(door.listener.isListening()).isFalse();
        }
    }

    @Test
    void opensAgainAfterAStop() {
        try (OpenDoor door = OpenDoor.to(OpenDoor.ECHO)) {
            door.listener.stop(Duration.ofSeconds(7));
            assertThat(new MllpHealth(door.listener).health().getStatus().getCode())
                    .isEqualTo("DOWN");
            door.listener.start();
            assertThat(new MllpHealth(door.listener).health().getStatus().getCode())
                    .isEqualTo("UP");
            try (LabSystem anna = door.connect(Certificates.ANNA)) {
                assertThat(anna.send("again").answer()).isEqualTo("again of site-a");
            }
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
