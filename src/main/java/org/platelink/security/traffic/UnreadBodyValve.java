package org.platelink.security.traffic;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat valve that discards a request body that nobody has read when the request is answered. Tomcat would read it
 * to its end, however slowly it arrives. Here what is on its way is discarded for a moment only; then the connection
 * is closed, as the response says. The valve also gives the filters Tomcat's view of the body, as a
 * {@link BodyProgress}.
 */
final class UnreadBodyValve extends ValveBase {

    private static final int PASSING_AT_ONCE = 8;

    private final Semaphore passing = new Semaphore(PASSING_AT_ONCE);

    UnreadBodyValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        BodyProgress body = new BodyProgress(request, response, passing);
        if (isOfNoUse(request.getMethod())) {
            body.pass();
        }
        try {
            getNext().invoke(request, response);
        } finally {
            if (!request.isAsync()) {
                body.end();
            }
        }
    }

    /** The method of a malformed request is null. */
    private static boolean isOfNoUse(@Nullable String method) {
        return method == null || method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }
}
