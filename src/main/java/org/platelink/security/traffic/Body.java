package org.platelink.security.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.platelink.platform.server.BodyMemory;

/** Reads a request body into memory, decompressing gzip, within limits of size, time and memory. */
final class Body {

    private static final int CHUNK = 1 << 16;

    /**
     * The highest accepted compression ratio. FHIR and HL7 v2 compress to a tenth, rarely to a fiftieth, so more than
     * a hundred is neither.
     */
    private static final int LARGEST_RATIO = 100;

    private static final int SURELY_SMALL = 1 << 20;

    private Body() {}

    /**
     * Reads the whole body.
     *
     * @param limit the most bytes it may have, decompressed
     * @throws Refusal.Failure if it is too large, too slow or broken, or there is no memory for it
     */
    static byte[] read(Delivery delivery, boolean isFolded, int limit, BodyMemory.Lease lease) throws IOException {
        try {
            return read(isFolded ? new GZIPInputStream(delivery, CHUNK) : delivery, delivery, isFolded, limit, lease);
        } catch (ZipException | java.io.EOFException broken) {
            if (!isFolded) {
                throw broken;
            }
            throw Refusal.of(400, IssueType.STRUCTURE, "The body says that it is gzip, and it is not.")
                    .asFailure();
        }
    }

    private static byte[] read(
            InputStream stream, Delivery delivery, boolean isFolded, int limit, BodyMemory.Lease lease)
            throws IOException {
        List<byte[]> full = new ArrayList<>();
        int before = 0;
        byte[] chunk = new byte[8192];
        int filled = 0;
        for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk, filled, chunk.length - filled)) {
            filled += read;
            int size = before + filled;
            if (size > limit) {
                throw tooLarge(limit).asFailure();
            }
            if (isFolded && size > SURELY_SMALL && size / LARGEST_RATIO > delivery.count()) {
                throw Refusal.of(
                                413,
                                IssueType.TOOLONG,
                                "The body unfolds to more than " + LARGEST_RATIO
                                        + " times its size; send it without gzip.")
                        .asFailure();
            }
            if (!lease.take(read)) {
                throw Refusal.later(
                                503,
                                2,
                                "The server holds as many bodies as it has memory for; send this one again in some seconds.")
                        .asFailure();
            }
            if (filled == chunk.length) {
                full.add(chunk);
                before += filled;
                chunk = new byte[CHUNK];
                filled = 0;
            }
        }
        return joined(full, before, chunk, filled);
    }

    private static byte[] joined(List<byte[]> full, int before, byte[] last, int filled) {
        byte[] all = new byte[before + filled];
        int at = 0;
        for (byte[] chunk : full) {
            System.arraycopy(chunk, 0, all, at, chunk.length);
            at += chunk.length;
        }
        System.arraycopy(last, 0, all, at, filled);
        return all;
    }

    static Refusal tooLarge(int limit) {
        String size = limit >= 1 << 20 ? (limit >> 20) + " MB" : (limit >> 10) + " kB";
        return Refusal.of(
                413,
                IssueType.TOOLONG,
                "The body is larger than the " + size + " that this server takes"
                        + (limit >= 1 << 20 ? "; send it as several bundles." : " here."));
    }
}
