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
 * The state of a request's body on the connection, which Tomcat knows and the servlet's input stream does not tell.
 *
 * <p>A client sends its next request over the same connection unless the response says that it is closed. So wherever
 * the rest of a body has not arrived by then, {@code Connection: close} is set before the response is sent.
 */
final class BodyProgress {

    private static final String ATTRIBUTE = BodyProgress.class.getName();

    private static final int MOST_BYTES = 1 << 20;
    private static final long PAUSE_MILLIS = 10;

    /**
     * How long to wait for the rest before the response: most clients send the head and the body of a request one
     * after the other.
     */
    private static final long BEFORE_THE_ANSWER_MILLIS = 100;

    private static final long AFTER_THE_ANSWER_MILLIS = 500;

    private final Request request;
    private final Response response;
    private final Semaphore passing;
    private boolean isGivenUp;

    /**
     * @param passing permits to wait for the rest of a body
     */
    BodyProgress(Request request, Response response, Semaphore passing) {
        this.request = request;
        this.response = response;
        this.passing = passing;
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Whether reading would not block. */
    static boolean hasCome(HttpServletRequest request) {
        return !(request.getAttribute(ATTRIBUTE) instanceof BodyProgress body) || body.hasCome();
    }

    /** Discards the rest of a body that is not read any further: {@link #pass()}. */
    static void pass(HttpServletRequest request) throws IOException {
        if (request.getAttribute(ATTRIBUTE) instanceof BodyProgress body) {
            body.pass();
        }
    }

    private boolean isAtItsEnd() {
        return request.getCoyoteRequest().isFinished();
    }

    /**
     * Asks the servlet's stream first, since it is a view of the connection's buffer, which a look at the connection
     * refills. After the body's end it does not look at the connection at all: the next request may have arrived in
     * the buffer with the last bytes, and would be lost.
     */
    private boolean hasCome() {
        org.apache.coyote.Request coyote = request.getCoyoteRequest();
        try {
            if (request.getInputStream().available() > 0) {
                return true;
            }
        } catch (IOException broken) {
            // The following read reports it.
            return true;
        }
        if (coyote.isFinished()) {
            return true;
        }
        coyote.action(ActionCode.AVAILABLE, Boolean.TRUE);
        return coyote.getAvailable() > 0;
    }

    /**
     * Before the response: discards, for a moment, what is still arriving. If the body is not at its end then, the
     * response announces that the connection closes.
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
     * After the request: gives a client that is still sending, unless it is too slow, the chance to read its
     * response. Then the connection is closed.
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

    /** Discards what has arrived, and what arrives within the time if a permit to wait is available. */
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
            // The connection is broken, so nothing more arrives.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
