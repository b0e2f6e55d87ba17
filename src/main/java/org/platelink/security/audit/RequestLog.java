package org.platelink.security.audit;

import jakarta.servlet.http.HttpServletRequest;
import org.platelink.security.access.Caller;

/**
 * Takes the events of requests to the trail, before their answers leave. A request of nobody in particular that reads what is
 * public and names nobody is counted; so is what nobody in particular asks for more often than {@link AnonymousLimit} allows.
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

    /** An event that need not be on the disk before the answer leaves. */
    void leave(HttpServletRequest http, Event event, int status) {
        if (!count(http, event, status)) {
            RequestRecord.of(http).event(appender.leave(EventText.of(event)));
        }
    }

    /** An event that must be on the disk before the answer leaves. */
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

    /** Counts a request that got no further than the web server. */
    void countUnread(int status, String address) {
        counts.add("a request that the web server cannot read", status, address);
    }
}
