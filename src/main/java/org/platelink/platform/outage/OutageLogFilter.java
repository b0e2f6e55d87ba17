package org.platelink.platform.outage;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.DatabaseAway;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Logback filter that drops what libraries log of each failure caused by the database's absence, which is SQL and a
 * hundred lines of stack trace each time. That the database is away is logged once.
 */
final class OutageLogFilter extends TurboFilter {

    private static final String OURS = "org.platelink";

    /** Installs it for all loggers. */
    static OutageLogFilter install() {
        OutageLogFilter filter = new OutageLogFilter();
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            filter.setContext(context);
            filter.start();
            context.addTurboFilter(filter);
        }
        return filter;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable failure) {
        return !logger.getName().startsWith(OURS) && DatabaseAway.isCauseOf(failureOf(parameters, failure))
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }

    /** Logback separates an exception from the message's parameters, which it follows, only after the filters. */
    private static @Nullable Throwable failureOf(Object @Nullable [] parameters, @Nullable Throwable failure) {
        return failure == null
                        && parameters != null
                        && parameters.length > 0
                        && parameters[parameters.length - 1] instanceof Throwable last
                ? last
                : failure;
    }
}
