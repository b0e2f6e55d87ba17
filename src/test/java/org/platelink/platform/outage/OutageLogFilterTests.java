package org.platelink.platform.outage;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageLogFilterTests {

    private static final Exception AWAY = new IllegalStateException(new SQLTransientConnectionException("timed out"));

    private static final Exception OTHER = new IllegalStateException(new SQLException("syntax error", "42601"));

    private final ListAppender<ILoggingEvent> written = new ListAppender<>();

    private final LoggerContext context = new LoggerContext();

    private final Logger library = context.getLogger("org.quartz.core.JobRunShell");

    @BeforeEach
    void filtered() {
        OutageLogFilter filter = new OutageLogFilter();
        filter.start();
        context.addTurboFilter(filter);
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
        written.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(written);
    }

    @Test
    void leavesOutWhatALibrarySaysOfTheDatabasesAbsenceInEachFormOfACall() {
        library.error("Job threw", AWAY);
        library.error("Job {} threw", "A", AWAY);
        library.error("Job {} of {} threw", "A", "B", AWAY);
        library.error("{}", (Object) AWAY);

        assertThat(written.list).isEmpty();
    }

    @Test
    void keepsOtherFailuresAndOurOwnSentences() {
        library.error("Job {} threw", "A", OTHER);
        library.error("Job threw", OTHER);
        library.error("no failure {}", "A");
        context.getLogger("org.platelink.platform.outage").error("away {}", "now", AWAY);

        assertThat(written.list).hasSize(4);
    }
}
