package org.platelink.security.traffic;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a body that nobody has read when its request is answered. Tomcat would read it to its end, as slowly as it
 * comes. Here only what is on its way is let pass for a moment; then the connection is closed, as the answer says. And it lends
 * the filters Tomcat's knowledge of a body, as a {@link BodyProgress}.
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

    /** What is no request has no method. */
    private static boolean isOfNoUse(@Nullable String method) {
        return method == null || method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }
}
