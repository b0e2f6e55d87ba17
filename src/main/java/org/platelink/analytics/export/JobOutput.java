package org.platelink.analytics.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Stores the files of a job in the database, compressed with gzip and cut into parts. */
final class JobOutput implements ExportOutput {

    /** Thrown when the job was cancelled or another node has taken it. */
    static final class JobLost extends RuntimeException {

        private static final long serialVersionUID = 1L;

        JobLost() {
            super(null, null, false, false);
        }
    }

    private static final int PIECE = 1024 * 1024;

    private final NodeJobs jobs;
    private final UUID job;
    private int files;

    JobOutput(NodeJobs jobs, UUID job) {
        this.jobs = jobs;
        this.job = job;
    }

    @Override
    public void snapshot(Instant moment) {
        mustBeOurs(jobs.progress(job, "started", moment));
    }

    @Override
    public void progress(String words) {
        mustBeOurs(jobs.progress(job, words, null));
    }

    @Override
    public void file(String name, String ending, String contentType, ContentWriter writing) throws IOException {
        ExportFile file = new ExportFile(job, ++files, name, ending, contentType, 0);
        mustBeOurs(jobs.begin(file));
        long count;
        try (FastGzipStream zipped = new FastGzipStream(new Pieces(file))) {
            count = writing.to(zipped);
        }
        jobs.end(file, count);
    }

    private static void mustBeOurs(boolean ours) {
        if (!ours) {
            throw new JobLost();
        }
    }

    /** A gzip stream that prefers speed to size, since a file is read only once or twice. */
    private static final class FastGzipStream extends GZIPOutputStream {

        FastGzipStream(OutputStream out) throws IOException {
            super(out, 64 * 1024);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** Cuts the stream into parts of about 1 MiB and stores each. */
    private final class Pieces extends OutputStream {

        private final ExportFile file;
        private final ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE + PIECE / 8);
        private int pieces;

        Pieces(ExportFile file) {
            this.file = file;
        }

        @Override
        public void write(int one) {
            piece.write(one);
            keepIfFull();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            piece.write(bytes, offset, length);
            keepIfFull();
        }

        private void keepIfFull() {
            if (piece.size() >= PIECE) {
                keep();
            }
        }

        private void keep() {
            mustBeOurs(jobs.add(file, pieces++, piece.toByteArray()));
            piece.reset();
        }

        @Override
        public void close() {
            if (piece.size() > 0) {
                keep();
            }
        }
    }
}
