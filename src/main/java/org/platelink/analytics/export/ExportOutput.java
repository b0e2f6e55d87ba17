package org.platelink.analytics.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/** Receives the files and the progress of a job while it runs. */
public interface ExportOutput {

    /** Writes the content of a file. */
    @FunctionalInterface
    interface ContentWriter {

        /**
         * Writes the content.
         *
         * @return how many resources or rows it has
         */
        long to(OutputStream stream) throws IOException;
    }

    /** Records the moment of which the data are. */
    void snapshot(Instant moment);

    /** Reports the progress of the job, in words. */
    void progress(String words);

    /**
     * Adds a file.
     *
     * @param name its contents, such as a resource type or the name of a view
     * @param ending of its file name
     * @param contentType as HTTP declares it
     * @param writing writes the content
     */
    void file(String name, String ending, String contentType, ContentWriter writing) throws IOException;
}
