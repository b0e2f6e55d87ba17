package org.platelink.analytics.export;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** A kind of export whose result has an address of its own, to which the poll of an ended job leads. */
public interface ResultAddress extends ExportKind {

    /** The last part of that address. */
    String NAME = "result";

    /** Answers what came of a job. */
    void answerResult(ExportJob job, List<ExportFile> files, String address, HttpServletResponse response)
            throws IOException;
}
