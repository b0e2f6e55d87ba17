package org.platelink.platform.pipeline;

import jakarta.servlet.Filter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;

/**
 * All servlet filters of the server, in the order in which a request passes them. Spring's own stand in between:
 * sessions and request contexts after the first group, Spring Security's chain at -100.
 */
public enum FilterOrder {
    /**
     * Outermost, so that it sees that no filter within has anything left to write: a response that broke off is cut.
     */
    ABORTED_RESPONSE(Ordered.HIGHEST_PRECEDENCE),

    /** Before all filters that answer, so that a page of another origin can read every error response. */
    CORS_HEADERS(Ordered.HIGHEST_PRECEDENCE + 5),

    /** The client's address behind a proxy, before all filters that count or record it. */
    FORWARDED_ADDRESS(Ordered.HIGHEST_PRECEDENCE + 10),

    /** Marks the calls of the desk to the server's own API, after the address, which is the person's then. */
    LOOPBACK(Ordered.HIGHEST_PRECEDENCE + 11),

    /** Before the audit trail, which must not grow with requests that exceed the rate of an address. */
    ADDRESS_RATE(Ordered.HIGHEST_PRECEDENCE + 20),

    /** Before the audit trail, which cannot be written while the database is away. */
    DATABASE_OUTAGE(Ordered.HIGHEST_PRECEDENCE + 30),

    /** Records every request that no interceptor of HAPI records, also what the filters behind it refuse. */
    AUDIT(Ordered.HIGHEST_PRECEDENCE + 100),

    /** Before all that looks at paths. */
    DOT_SEGMENTS(Ordered.HIGHEST_PRECEDENCE + 101),

    /** Before all that reads parameters. */
    QUERY_STRING(Ordered.HIGHEST_PRECEDENCE + 102),

    /** Answers preflights, which carry no token, before a token is looked for. */
    PREFLIGHTS(Ordered.HIGHEST_PRECEDENCE + 105),

    /** Bounds the forms of token requests and of the desk, which Spring Security's chain reads. */
    FORM_LIMIT(-200),

    /** After Spring Security's chain, which says who the client is. */
    CLIENT_RATE(Ordered.LOWEST_PRECEDENCE - 3),

    /** Bounds bodies by what the caller may send; before a place at work is taken, which a slow body would hold. */
    BODY_LIMIT(Ordered.LOWEST_PRECEDENCE - 2),

    /** Innermost: takes one of the places at work, or waits for one. */
    CONCURRENCY_LIMIT(Ordered.LOWEST_PRECEDENCE - 1);

    private final int order;

    FilterOrder(int order) {
        this.order = order;
    }

    /**
     * Registers a filter at this place.
     *
     * @param paths URL patterns; every path if there is none
     */
    public <F extends Filter> FilterRegistrationBean<F> register(F filter, String... paths) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        registration.addUrlPatterns(paths);
        return registration;
    }
}
