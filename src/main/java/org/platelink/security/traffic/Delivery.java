package org.platelink.security.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Input stream of a request body that enforces a minimum speed and a time limit. Waiting for bytes holds a thread, so
 * the places to wait in are limited, in total and for each client. A body that has fully arrived when it is read
 * needs no place.
 */
final class Delivery extends InputStream {

    /** During this time no speed is too slow. */
    private static final long GRACE = Duration.ofSeconds(10).toNanos();

    /**
     * Minimum average speed in bytes a second, that of the slowest modem of thirty years ago; a slower line is of no
     * use.
     */
    private static final long SLOWEST = 2048;

    private final InputStream bytes;
    private final BooleanSupplier hasCome;
    private final FairQueue places;
    private final String client;
    private final int share;
    private final Duration longest;
    private final LongSupplier clock;
    private final long began;
    private Optional<FairQueue.Place> place = Optional.empty();
    private long count;

    /**
     * @param hasCome whether reading would not block
     * @param places the places to wait in
     * @param share how many of them the client may have
     */
    Delivery(
            InputStream bytes,
            BooleanSupplier hasCome,
            FairQueue places,
            String client,
            int share,
            Duration longest,
            LongSupplier clock) {
        this.bytes = bytes;
        this.hasCome = hasCome;
        this.places = places;
        this.client = client;
        this.share = share;
        this.longest = longest;
        this.clock = clock;
        this.began = clock.getAsLong();
    }

    /** The number of bytes read so far. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (place.isEmpty() && !hasCome.getAsBoolean()) {
            place = await();
        }
        int read;
        try {
            read = bytes.read(into, offset, length);
        } catch (SocketTimeoutException silent) {
            throw tooSlow();
        }
        if (read > 0) {
            count += read;
            long time = clock.getAsLong() - began;
            if (time > longest.toNanos() || time > GRACE && count < time / 1_000_000_000 * SLOWEST) {
                throw tooSlow();
            }
        }
        return read;
    }

    private Optional<FairQueue.Place> await() throws IOException {
        try {
            Optional<FairQueue.Place> free = places.enter(client, share);
            if (free.isEmpty()) {
                throw Refusal.later(
                                429,
                                5,
                                "Too many bodies are on their way to this server and come slowly; send it again in some"
                                        + " seconds, over fewer connections.")
                        .asFailure();
            }
            return free;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("The server stops.", stop);
        }
    }

    private IOException tooSlow() {
        return Refusal.later(
                        408,
                        1,
                        "The body comes too slowly: all of it has to be here within " + longest.toSeconds()
                                + " seconds, and something of it every ten. Send it again, in smaller parts if the line is slow.")
                .asFailure();
    }

    @Override
    public void close() {
        place.ifPresent(FairQueue.Place::close);
        place = Optional.empty();
    }
}
