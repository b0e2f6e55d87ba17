package org.platelink.analytics.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/** Takes the files of a job while it is done. */
public interface ExportOutput {

    /** Writes a file. */
    @FunctionalInterface
    interface Writing {

        /**
         * Writes what is in it.
         *
         * @return how many resources or rows it has
         */
        long to(OutputStream stream) throws IOException;
    }

    /** Says of which moment the data are. */
    void snapshot(Instant moment);

    /** Says how far the job is, in words. */
    void progress(String words);

    /**
     * Takes a file.
     *
     * @param name what is in it
     * @param ending of its name
     * @param contentType as HTTP declares it
     */
    void file(String name, String ending, String contentType, Writing writing) throws IOException;
}
