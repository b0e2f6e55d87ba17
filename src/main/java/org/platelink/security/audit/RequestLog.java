package org.platelink.security.audit;

import jakarta.servlet.http.HttpServletRequest;
import org.platelink.security.access.Caller;

/**
 * Passes the events of requests to the trail before the answers are sent. An anonymous request that reads public data
 * and names no patient is only counted; so are anonymous requests beyond {@link AnonymousLimit}.
 */
final class RequestLog {

    private final Appender appender;
    private final AnonymousLimit limit;
    private final AnonymousCounts counts;

    RequestLog(Appender appender, AnonymousLimit limit, AnonymousCounts counts) {
        this.appender = appender;
        this.limit = limit;
        this.counts = counts;
    }

    /** Records an event that need not be durable before the answer is sent. */
    void leave(HttpServletRequest http, Event event, int status) {
        if (!count(http, event, status)) {
            RequestRecord.of(http).event(appender.leave(EventText.of(event)));
        }
    }

    /** Records an event that must be durable before the answer is sent. */
    void add(HttpServletRequest http, Event event, int status) {
        if (!count(http, event, status)) {
            RequestRecord.of(http).event(appender.add(EventText.of(event)));
        }
    }

    private boolean count(HttpServletRequest http, Event event, int status) {
        Caller caller = event.origin().caller();
        if (caller == null || !caller.client().equals(Caller.PUBLIC.client())) {
            return false;
        }
        boolean readsWhatIsPublic =
                event.outcome() == Outcome.SUCCESS && event.entities().stream().noneMatch(Entity::isPatient);
        if (!readsWhatIsPublic && limit.take(http.getRemoteAddr())) {
            return false;
        }
        counts.add(Routes.of(http), status, http.getRemoteAddr());
        RequestRecord.of(http).counted();
        return true;
    }

    /** Counts a request that the web server itself rejected. */
    void countUnread(int status, String address) {
        counts.add("a request that the web server cannot read", status, address);
    }
}
