package org.platelink.analytics.export;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.platelink.security.run.Run;

/** Strategy for one kind of export job, such as {@code $export}; each is a bean of its capability. */
public interface ExportKind {

    /** The name of its operation, such as {@code $export}. */
    String name();

    /**
     * Runs a job.
     *
     * @param job what was requested
     * @param out takes the files
     * @param run is asked whether to go on
     * @throws ExportFailed if it cannot be done, for a reason that the requester can correct
     */
    void run(ExportJob job, ExportOutput out, Run run) throws IOException;

    /**
     * Answers the status request for a job that has ended.
     *
     * @param address the URL of the job's status, under which its files are
     */
    void answerEnded(ExportJob job, List<ExportFile> files, String address, HttpServletResponse response)
            throws IOException;

    /** The resource types of a job; a client that fetches the job must still be allowed to search them. */
    List<String> types(ExportJob job);
}
