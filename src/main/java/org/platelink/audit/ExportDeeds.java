package org.platelink.audit;

import java.util.ArrayList;
import java.util.List;
import org.platelink.extract.Filter;
import org.platelink.extract.TakenOut;
import org.platelink.run.RunCancelled;
import org.springframework.context.event.EventListener;

/** Records who takes data of many subjects out, and which. */
class ExportDeeds {

    private static final int LONGEST = 4_000;

    private final AuditTrail trail;

    ExportDeeds(AuditTrail trail) {
        this.trail = trail;
    }

    /** Before the data leave, so that what cannot be recorded is not given. */
    @EventListener
    public void on(TakenOut taken) {
        List<String> about = new ArrayList<>();
        if (!taken.what().isEmpty()) {
            about.add(CutText.of(taken.what(), LONGEST));
        }
        if (taken.filter().patients() != null) {
            taken.filter().patients().forEach(patient -> about.add("Patient/" + patient));
        }
        trail.record(new AuditedDeed(
                AuditedDeed.Kind.EXPORT,
                Action.READ,
                Outcome.SUCCESS,
                taken.caller(),
                null,
                "Data were taken out by " + taken.how() + whose(taken.filter()) + ".",
                about));
    }

    @EventListener
    public void on(RunCancelled cancelled) {
        trail.record(new AuditedDeed(
                AuditedDeed.Kind.EXPORT,
                Action.DELETE,
                Outcome.SUCCESS,
                cancelled.admin(),
                null,
                "What was being taken out or calculated was ended.",
                List.of(cancelled.client(), cancelled.run())));
    }

    private static String whose(Filter filter) {
        String since = filter.since() == null ? "" : ", what changed since " + filter.since();
        return filter.patients() == null ? since : ", of " + filter.patients().size() + " participants" + since;
    }
}
