package org.platelink.security.traffic;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.ActionCode;
import org.springframework.http.HttpHeaders;

/**
 * A request's body on its way over the connection: what Tomcat knows of it and the servlet's stream does not tell.
 *
 * <p>A client sends its next request over the same connection unless the answer says that it is closed. So it is said before the
 * answer leaves, wherever the rest of a body is not there by then.
 */
final class BodyProgress {

    private static final String ATTRIBUTE = BodyProgress.class.getName();

    private static final int MOST_BYTES = 1 << 20;
    private static final long PAUSE_MILLIS = 10;

    /** Most clients send the head and the body of a request one after the other. */
    private static final long BEFORE_THE_ANSWER_MILLIS = 100;

    private static final long AFTER_THE_ANSWER_MILLIS = 500;

    private final Request request;
    private final Response response;
    private final Semaphore passing;
    private boolean isGivenUp;

    /** @param passing places in which the rest of a body is waited for */
    BodyProgress(Request request, Response response, Semaphore passing) {
        this.request = request;
        this.response = response;
        this.passing = passing;
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Whether reading would not wait. */
    static boolean hasCome(HttpServletRequest request) {
        return !(request.getAttribute(ATTRIBUTE) instanceof BodyProgress body) || body.hasCome();
    }

    /** Of what is read no further: {@link #pass()}. */
    static void pass(HttpServletRequest request) throws IOException {
        if (request.getAttribute(ATTRIBUTE) instanceof BodyProgress body) {
            body.pass();
        }
    }

    private boolean isAtItsEnd() {
        return request.getCoyoteRequest().isFinished();
    }

    /**
     * What the servlet's stream still has is asked for first: it is a view of the connection's buffer, which looking at the
     * connection fills anew. And behind the body's end nothing is looked at: with its last bytes the next request may have come
     * into the buffer, and would be lost.
     */
    private boolean hasCome() {
        org.apache.coyote.Request coyote = request.getCoyoteRequest();
        try {
            if (request.getInputStream().available() > 0) {
                return true;
            }
        } catch (IOException broken) {
            // Reading says so.
            return true;
        }
        if (coyote.isFinished()) {
            return true;
        }
        coyote.action(ActionCode.AVAILABLE, Boolean.TRUE);
        return coyote.getAvailable() > 0;
    }

    /**
     * Before the answer: lets pass what is on its way, for a moment. If that is not all, the answer says that it is the last one
     * of its connection.
     */
    void pass() throws IOException {
        if (isAtItsEnd()) {
            return;
        }
        if (!isGivenUp) {
            letPass(BEFORE_THE_ANSWER_MILLIS);
            isGivenUp = !isAtItsEnd();
        }
        if (isGivenUp && !response.isCommitted()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
    }

    /**
     * After the request is done: a client that is still sending gets to read its answer, if it is not too slow. Then the
     * connection is closed.
     */
    void end() throws IOException {
        pass();
        if (isAtItsEnd()) {
            return;
        }
        response.finishResponse();
        letPass(AFTER_THE_ANSWER_MILLIS);
        request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }

    /** Throws away what has come, and what comes within a time if there is a place to wait in. */
    private void letPass(long milliseconds) throws IOException {
        boolean waits = passing.tryAcquire();
        try {
            letPass(request.getInputStream(), waits ? milliseconds : 0);
        } finally {
            if (waits) {
                passing.release();
            }
        }
    }

    private void letPass(InputStream body, long milliseconds) {
        try {
            byte[] bytes = new byte[8192];
            int passed = 0;
            long end = System.nanoTime() + milliseconds * 1_000_000;
            while (passed < MOST_BYTES) {
                boolean isTimeUp = System.nanoTime() >= end;
                if (hasCome()) {
                    int read = body.read(bytes);
                    if (read < 0) {
                        return;
                    }
                    passed += read;
                } else if (isTimeUp) {
                    return;
                } else {
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } catch (IOException broken) {
            // Nothing more comes.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
