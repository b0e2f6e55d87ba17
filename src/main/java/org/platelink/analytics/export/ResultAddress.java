package org.platelink.analytics.export;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** An {@link ExportKind} whose result has a URL of its own, to which the status request of an ended job redirects. */
public interface ResultAddress extends ExportKind {

    /** The last segment of that URL. */
    String NAME = "result";

    /** Answers the result of a job. */
    void answerResult(ExportJob job, List<ExportFile> files, String address, HttpServletResponse response)
            throws IOException;
}
