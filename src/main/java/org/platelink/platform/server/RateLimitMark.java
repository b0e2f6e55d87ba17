package org.platelink.platform.server;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The mark of a request whose sender was refused too often of late. It is answered where it turns out whether it is good: a good
 * one never has to wait for what others did from the same address.
 */
public final class RateLimitMark {

    private static final String MARK = RateLimitMark.class.getName();

    private RateLimitMark() {}

    /**
     * Marks a request.
     *
     * @param seconds how long its sender has to wait, should it be refused again
     */
    public static void mark(HttpServletRequest request, long seconds) {
        request.setAttribute(MARK, seconds);
    }

    /** How many seconds the sender of a request that is refused has to wait; 0 if it has not been refused too often. */
    public static long secondsOf(HttpServletRequest request) {
        return request.getAttribute(MARK) instanceof Long seconds ? seconds : 0;
    }
}
