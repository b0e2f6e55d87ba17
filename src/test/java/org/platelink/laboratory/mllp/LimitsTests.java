package org.platelink.laboratory.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

@ExtendWith(OutputCaptureExtension.class)
class LimitsTests {

    @Test
    void cutsOffASlowMessageWhileAnotherPeerIsServed() {
        try (OpenDoor door = OpenDoor.to(OpenDoor.ECHO, given -> {
                    given.frame = Duration.ofMillis(600);
                    return given;
                });
                LabSystem slow = door.connect(Certificates.ANNA);
                LabSystem other = door.connect(Certificates.BERTA)) {
            slow.sendRaw("\u000b");
            // A byte now and then must not keep it open.
            await().pollInterval(Duration.ofMillis(50)).until(() -> {
                slow.sendRaw("x");
                assertThat(other.send("meanwhile").answer()).isEqualTo("meanwhile of site-b");
                return door.refused("slow") == 1;
            });
            assertThat(slow.answer()).isEqualTo("closed");
            assertThat(other.send("after").answer()).isEqualTo("after of site-b");
        }
    }

    @Test
    void cutsOffASilentPeerEvenIfItSendsEmptyLines() {
        try (OpenDoor door = OpenDoor.to(OpenDoor.ECHO, given -> {
                    given.idle = Duration.ofMillis(500);
                    return given;
                });
                LabSystem silent = door.connect(Certificates.ANNA)) {
            assertThat(silent.send("one").answer()).isEqualTo("one of site-a");
            await().pollInterval(Duration.ofMillis(50)).until(() -> {
                silent.sendRaw("\r\n");
                return door.listener.connections() == 0;
            });
            assertThat(silent.answer()).isEqualTo("closed");
        }
    }

    @Test
    void answersWhatIsTooLargeAndCloses(CapturedOutput log) {
        try (OpenDoor door = OpenDoor.to(OpenDoor.ECHO, given -> {
                    given.largest = DataSize.ofKilobytes(4);
                    return given;
                });
                LabSystem anna = door.connect(Certificates.ANNA)) {
            assertThat(anna.send("x".repeat(4096)).answer()).startsWith("xxx").endsWith("of site-a");

            anna.send("MSH|^~\\&|LIS||||||ORU^R01|M-1|P|2.5.1\rNTE|1||" + "Blume".repeat(50_000));

            assertThat(anna.answer())
                    .startsWith("MSH|^~\\&|")
                    .contains("\rMSA|AR|M-1|The message is larger")
                    .contains("The message is larger than the 4096 bytes that are taken.");
            assertThat(anna.answer()).isEqualTo("closed");
            anna.close();
            await().until(() -> door.refused("too-large") == 1);
            assertThat(log).contains("The MLLP connection of anna was closed: a message is larger than is taken.");
            assertThat(log).doesNotContain("Blume");
        }
    }

    @Test
    void onePeersLargeMessageDoesNotTakeTheMemoryOfAnothers() {
        try (OpenDoor door = OpenDoor.to(OpenDoor.ECHO, given -> {
                    given.memory = DataSize.ofKilobytes(256);
                    return given;
                });
                LabSystem anna = door.connect(Certificates.ANNA);
                LabSystem berta = door.connect(Certificates.BERTA)) {
            anna.sendRaw("\u000bMSH|^~\\&|LIS||||||ORU^R01|M-1|P|2.5.1\rNTE|1||" + "x".repeat(200_000));

            assertThat(anna.answer()).contains("\rMSA|AR|M-1|The server holds as many", "send it again in a minute");
            assertThat(berta.send("meanwhile").answer()).isEqualTo("meanwhile of site-b");
            anna.close();
            await().until(() -> door.refused("no-room") == 1);
        }
    }

    @Test
    void theMemoryOfAMessageIsFreeWhenItIsAnswered() {
        try (OpenDoor door = OpenDoor.to(OpenDoor.ECHO, given -> {
                    given.memory = DataSize.ofKilobytes(256);
                    return given;
                });
                LabSystem anna = door.connect(Certificates.ANNA)) {
            for (int i = 0; i < 10; i++) {
                assertThat(anna.send("x".repeat(100_000)).answer()).endsWith("of site-a");
            }
        }
    }

    @Test
    void closesOnBytesOutsideAFrame(CapturedOutput log) {
        try (OpenDoor door = OpenDoor.to(OpenDoor.ECHO);
                LabSystem anna = door.connect(Certificates.ANNA)) {
            assertThat(anna.send("one").answer()).isEqualTo("one of site-a");

            anna.sendRaw("GET /Blume HTTP/1.1\r\n\r\n");

            assertThat(anna.answer()).isEqualTo("closed");
            await().until(() -> door.refused("outside") == 1);
            assertThat(log).contains("bytes outside an MLLP frame came").doesNotContain("Blume");
        }
    }

    @Test
    void takesNothingOfAMessageThatBreaksOff(CapturedOutput log) {
        List<String> taken = new ArrayList<>();
        try (OpenDoor door = OpenDoor.to((message, charset, sender) -> {
                    taken.add(new String(message));
                    return OpenDoor.echo(message, "x");
                });
                LabSystem anna = door.connect(Certificates.ANNA)) {
            anna.sendRaw("\u000bMSH|Blume").close();

            await().until(() -> door.refused("truncated") == 1);
            assertThat(taken).isEmpty();
            assertThat(log).contains("it ended within a message").doesNotContain("Blume");
        }
    }

    @Test
    void twoHundredConnectionsOfOnePeerLeaveAnotherServed() {
        try (OpenDoor door = OpenDoor.to(OpenDoor.ECHO)) {
            List<LabSystem> many =
                    open(200, () -> door.connect(Certificates.ANNA).send("x"));
            try (LabSystem other = door.connect(Certificates.BERTA)) {
                assertThat(other.send("served").answer()).isEqualTo("served of site-b");
            }
            long answered = many.stream()
                    .filter(one -> one.answer().equals("x of site-a"))
                    .count();
            assertThat(answered).isEqualTo(8);
            many.forEach(LabSystem::close);
        }
    }

    @Test
    void twoHundredConnectionsThatNeverShakeHandsLeaveAPeerServed() {
        try (OpenDoor door = OpenDoor.to(OpenDoor.ECHO)) {
            List<LabSystem> mute = open(200, () -> LabSystem.plain(door.listener.port()));
            try (LabSystem other = door.connect(Certificates.BERTA)) {
                assertThat(other.send("served").answer()).isEqualTo("served of site-b");
            }
            await().until(() -> door.refusedHandshakes() >= 168);
            mute.forEach(LabSystem::close);
        }
    }

    @Test
    void aPeerThatTakesNoAnswersIsCutOff() throws IOException {
        byte[] large = new byte[1 << 20];
        try (OpenDoor door = OpenDoor.to((message, charset, sender) -> OpenDoor.echo(large, "x"), given -> {
                    given.frame = Duration.ofMillis(500);
                    return given;
                });
                LabSystem deaf = door.connect(Certificates.ANNA)) {
            for (int message = 0; message < 30; message++) {
                deaf.send("x");
            }
            await().until(() -> door.refused("slow") == 1);
        }
    }

    private static List<LabSystem> open(int count, Supplier<LabSystem> one) {
        List<LabSystem> all = new ArrayList<>();
        for (int opened = 0; opened < count; opened++) {
            all.add(one.get());
        }
        return all;
    }
}
