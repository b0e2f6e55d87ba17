package org.platelink.traffic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a request that is refused before anything of this server sees it, such as one with a header that is too large:
 * an OperationOutcome in the place of Tomcat's page. Public only because Tomcat makes it by its name.
 */
public final class PlainReport extends ErrorReportValve {

    private static final int FIRST_ERROR = 400;
    private static final int FIRST_OF_THE_SERVER = 500;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String sentence = status < FIRST_OF_THE_SERVER || status == 501
                ? "The request cannot be read as HTTP: its first line, a header or their size (16 kB and 100 headers at most)"
                        + " is not as it should be. Mend it and send it again."
                : "The server failed at this by its own fault. Ask again; if it fails again, tell who runs the server, with"
                        + " the time of this answer.";
        try {
            response.setContentType("application/fhir+json");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getReporter()
                    .write("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\""
                            + (status < FIRST_OF_THE_SERVER ? "structure" : "exception") + "\",\"diagnostics\":\""
                            + sentence + "\"}]}");
            response.finishResponse();
        } catch (IOException gone) {
            // Nobody is there to be told.
        }
    }
}
