package org.platelink.laboratory.intake.queue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.platelink.security.audit.AuditRecord;
import org.platelink.security.audit.AuditTrail;

/** A trail in memory, which can be full. */
public final class InMemoryAuditTrail implements AuditTrail {

    public final List<AuditRecord> all = new CopyOnWriteArrayList<>();
    public volatile boolean full;

    @Override
    public void record(AuditRecord deed) {
        all.add(deed);
    }

    @Override
    public void note(AuditRecord deed) {
        all.add(deed);
    }

    @Override
    public boolean isWritable() {
        return !full;
    }
}
