package org.platelink.platform.server;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Request attribute that marks a request whose sender was rejected too often of late. Such a request is rejected only
 * where it turns out to be invalid: a valid one never has to wait for what others did from the same address.
 */
public final class RateLimitMark {

    private static final String MARK = RateLimitMark.class.getName();

    private RateLimitMark() {}

    /**
     * Marks a request.
     *
     * @param seconds how long its sender has to wait if it is rejected again
     */
    public static void mark(HttpServletRequest request, long seconds) {
        request.setAttribute(MARK, seconds);
    }

    /** How many seconds the sender of a rejected request has to wait; 0 if the request is not marked. */
    public static long secondsOf(HttpServletRequest request) {
        return request.getAttribute(MARK) instanceof Long seconds ? seconds : 0;
    }
}
