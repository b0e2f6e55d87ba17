package org.platelink.analytics.extract;

import java.util.ArrayList;
import java.util.List;
import org.platelink.security.audit.Action;
import org.platelink.security.audit.AuditRecord;
import org.platelink.security.audit.AuditTrail;
import org.platelink.security.audit.Outcome;
import org.springframework.context.event.EventListener;

/** Writes an audit event for each extraction of data of many subjects: who takes them out, and which. */
class ExtractAudit {

    private final AuditTrail trail;

    ExtractAudit(AuditTrail trail) {
        this.trail = trail;
    }

    /** Runs before the data leave, so that data whose extraction cannot be recorded are not given. */
    @EventListener
    public void on(ExtractionEvent taken) {
        List<String> about = new ArrayList<>();
        if (!taken.what().isEmpty()) {
            about.add(taken.what());
        }
        if (taken.filter().cut() != null) {
            about.add("List/" + taken.filter().cut().id());
        }
        if (taken.filter().patients() != null) {
            taken.filter().patients().forEach(patient -> about.add("Patient/" + patient));
        }
        trail.record(new AuditRecord(
                AuditRecord.Kind.EXPORT,
                Action.READ,
                Outcome.SUCCESS,
                taken.caller(),
                null,
                "Data were taken out by " + taken.how() + extent(taken.filter()) + ".",
                about));
    }

    private static String extent(Filter filter) {
        String cut =
                filter.cut() == null ? "" : ", of the data cut " + filter.cut().fullName();
        String since = cut + (filter.since() == null ? "" : ", what changed since " + filter.since());
        return filter.patients() == null ? since : ", of " + filter.patients().size() + " participants" + since;
    }
}
