package org.platelink.platform.server;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat error-report valve that writes the errors which the container raises itself, before any filter, as an
 * OperationOutcome instead of HTML.
 */
final class ContainerRefusals extends ErrorReportValve {

    private final Outcomes outcomes;

    ContainerRefusals(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            ErrorAnswers.write(outcomes, response, response.getStatus());
            response.finishResponse();
        } catch (IOException | IllegalStateException left) {
            // The client has disconnected.
            container.getLogger().debug("A refusal could not be sent.", left);
        }
    }
}
