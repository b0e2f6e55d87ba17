package org.platelink.security.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.platelink.platform.server.BodyMemory;
import org.springframework.util.unit.DataSize;

class BodyTests {

    private static final int LIMIT = 4 << 20;

    private final BodyMemory memory = new BodyMemory(DataSize.ofBytes(LIMIT), DataSize.ofMegabytes(12));
    private final FairQueue places = new FairQueue(2, 0, Duration.ZERO);
    private long now = 1;

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static byte[] folded(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return bytes.toByteArray();
    }

    private Delivery delivery(InputStream stream, BooleanSupplier hasCome, String client) {
        return new Delivery(stream, hasCome, places, client, 1, Duration.ofMinutes(2), () -> now);
    }

    private byte[] read(byte[] sent, boolean isFolded, String client) throws IOException {
        try (BodyMemory.Lease lease = memory.lease(client)) {
            return Body.read(delivery(new ByteArrayInputStream(sent), () -> true, client), isFolded, LIMIT, lease);
        }
    }

    private Refusal refused(byte[] sent, boolean isFolded) {
        return catchThrowableOfType(Refusal.Failure.class, () -> read(sent, isFolded, "a"))
                .refusal();
    }

    @Test
    void whatFitsIsReadAsItIs() throws IOException {
        for (int size : new int[] {0, 1, 8191, 8192, 8193, 200_000, LIMIT}) {
            byte[] body = random(size);
            try (BodyMemory.Lease lease = memory.lease("a")) {
                assertThat(Body.read(delivery(new ByteArrayInputStream(body), () -> true, "a"), false, LIMIT, lease))
                        .isEqualTo(body);
            }
            try (BodyMemory.Lease lease = memory.lease("a")) {
                assertThat(Body.read(
                                delivery(new ByteArrayInputStream(folded(body)), () -> true, "a"), true, LIMIT, lease))
                        .isEqualTo(body);
            }
        }
    }

    @Test
    void whatIsTooLargeIsNamed() {
        assertThat(refused(random(LIMIT + 1), false).status()).isEqualTo(413);
        assertThat(refused(folded(random(LIMIT + 1)), true).sentence()).contains("larger than the 4 MB");
    }

    @Test
    void whatUnfoldsToAHundredTimesItsSizeIsRefusedBeforeItHasUnfolded() {
        assertThat(refused(folded(new byte[3 << 20]), true).sentence()).contains("more than 100 times its size");
    }

    @Test
    void whatIsNoGzipOrIsCutIsNamed() {
        assertThat(refused(random(100), true).status()).isEqualTo(400);
        byte[] folded = folded(random(10_000));
        assertThat(refused(java.util.Arrays.copyOf(folded, 5000), true).status())
                .isEqualTo(400);
    }

    @Test
    void oneClientHasHalfOfTheMemoryAndWhatItGivesBackIsThereAgain() throws IOException {
        BodyMemory.Lease first = memory.lease("a");
        assertThat(first.take(6 << 20)).isTrue();

        assertThat(refused(random(1000), false).status()).isEqualTo(503);
        assertThat(refused(random(1000), false).retryAfter()).isPositive();
        assertThat(read(random(1000), false, "b")).hasSize(1000);

        first.close();
        first.close();
        assertThat(read(random(1000), false, "a")).hasSize(1000);
    }

    @Test
    void aBodyThatDripsIsCutAndOneThatComesSteadilyIsNot() {
        InputStream dripping = new InputStream() {
            @Override
            public int read() {
                now += Duration.ofSeconds(1).toNanos();
                return 'x';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                into[offset] = (byte) read();
                return 1;
            }
        };
        assertThat(catchThrowableOfType(
                                Refusal.Failure.class,
                                () -> Body.read(delivery(dripping, () -> false, "a"), false, LIMIT, memory.lease("a")))
                        .refusal()
                        .status())
                .isEqualTo(408);
        assertThat(now).isLessThan(Duration.ofSeconds(15).toNanos());
    }

    @Test
    void bodiesThatAreWaitedForHavePlacesAndThoseThatAreThereNeedNone() throws IOException {
        Delivery one = delivery(new ByteArrayInputStream(random(10)), () -> false, "a");
        one.read();
        Delivery second = delivery(new ByteArrayInputStream(random(10)), () -> false, "a");
        assertThat(catchThrowableOfType(Refusal.Failure.class, second::read)
                        .refusal()
                        .status())
                .isEqualTo(429);
        assertThat(read(random(10), false, "a")).hasSize(10);
        assertThat(delivery(new ByteArrayInputStream(random(10)), () -> false, "b")
                        .read())
                .isNotNegative();

        one.close();
        assertThat(delivery(new ByteArrayInputStream(random(10)), () -> false, "a")
                        .read())
                .isNotNegative();
    }
}
