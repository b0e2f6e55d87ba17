package org.platelink.traffic;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * What becomes of a body that nobody has read when its request is answered. Tomcat would read it to its end, as slowly as it
 * comes. Here only what is on its way is let pass for a moment, so that a client that is still sending gets to read its answer;
 * then the connection is closed. And it lends the filters Tomcat's knowledge of whether bytes of a body are there.
 */
final class UnreadBody extends ValveBase {

    /** The request attribute: a {@link BooleanSupplier} that is true if reading the body would not wait. */
    static final String HAS_COME = UnreadBody.class.getName() + ".hasCome";

    private static final int PASSING_AT_ONCE = 8;
    private static final int MOST_BYTES = 1 << 20;
    private static final long LONGEST_MILLIS = 500;
    private static final long PAUSE_MILLIS = 10;

    private final Semaphore passing = new Semaphore(PASSING_AT_ONCE);

    UnreadBody() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        org.apache.coyote.Request coyote = request.getCoyoteRequest();
        BooleanSupplier hasCome = () -> hasCome(request);
        request.setAttribute(HAS_COME, hasCome);
        try {
            getNext().invoke(request, response);
        } finally {
            if (!request.isAsync() && !coyote.isFinished()) {
                end(request, response, hasCome);
            }
        }
    }

    private void end(Request request, Response response, BooleanSupplier hasCome) throws IOException {
        org.apache.coyote.Request coyote = request.getCoyoteRequest();
        letPass(request.getInputStream(), hasCome, 0);
        if (coyote.isFinished()) {
            return;
        }
        if (!response.isCommitted()) {
            response.setHeader("Connection", "close");
        }
        response.finishResponse();
        if (passing.tryAcquire()) {
            try {
                letPass(request.getInputStream(), hasCome, LONGEST_MILLIS);
            } finally {
                passing.release();
            }
        }
        if (!coyote.isFinished()) {
            coyote.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /**
     * Whether reading would not wait. What the servlet's stream still has is asked for first: it is a view of the connection's
     * buffer, which looking at the connection fills anew.
     */
    private static boolean hasCome(Request request) {
        org.apache.coyote.Request coyote = request.getCoyoteRequest();
        try {
            if (request.getInputStream().available() > 0) {
                return true;
            }
        } catch (IOException broken) {
            // Reading says so.
            return true;
        }
        coyote.action(ActionCode.AVAILABLE, Boolean.TRUE);
        return coyote.getAvailable() > 0 || coyote.isFinished();
    }

    /** Throws away what has come of a body, and what comes within a time. */
    private static void letPass(InputStream body, BooleanSupplier hasCome, long milliseconds) {
        try {
            byte[] bytes = new byte[8192];
            int passed = 0;
            long end = System.nanoTime() + milliseconds * 1_000_000;
            while (passed < MOST_BYTES) {
                if (hasCome.getAsBoolean()) {
                    int read = body.read(bytes);
                    if (read < 0) {
                        return;
                    }
                    passed += read;
                } else if (System.nanoTime() < end) {
                    Thread.sleep(PAUSE_MILLIS);
                } else {
                    return;
                }
            }
        } catch (IOException broken) {
            // Nothing more comes.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
