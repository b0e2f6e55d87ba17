package org.platelink.outage;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.platelink.server.DatabaseAway;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Leaves out of the log what libraries say of each failure that comes of the database's absence, SQL and a hundred lines of
 * trace a time. That it is away is said once.
 */
final class QuietLog extends TurboFilter {

    private static final String OURS = "org.platelink";

    /** Puts it before all loggers. */
    static QuietLog install() {
        QuietLog filter = new QuietLog();
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
        return failure != null && !logger.getName().startsWith(OURS) && DatabaseAway.isCauseOf(failure)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
