package org.platelink.analytics.export;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.platelink.security.run.Run;

/** A kind of export, which a capability brings. */
public interface ExportKind {

    /** Its operation, such as {@code $export}. */
    String name();

    /**
     * Does a job.
     *
     * @param job what was asked for
     * @param out takes the files
     * @param run is asked whether to go on
     * @throws ExportFailed if it cannot be done, for a reason that the one who asked can mend
     */
    void run(ExportJob job, ExportOutput out, Run run) throws IOException;

    /**
     * Answers the poll of a job that has ended.
     *
     * @param address of the job's status, under which its files are
     */
    void answerEnded(ExportJob job, List<ExportFile> files, String address, HttpServletResponse response)
            throws IOException;

    /** The types of resources that a job is about; who fetches it must still be allowed to search them. */
    List<String> types(ExportJob job);
}
