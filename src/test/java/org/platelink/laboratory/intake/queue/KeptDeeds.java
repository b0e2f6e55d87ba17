package org.platelink.laboratory.intake.queue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.platelink.security.audit.AuditTrail;
import org.platelink.security.audit.AuditedDeed;

/** A trail in memory, which can be full. */
public final class KeptDeeds implements AuditTrail {

    public final List<AuditedDeed> all = new CopyOnWriteArrayList<>();
    public volatile boolean full;

    @Override
    public void record(AuditedDeed deed) {
        all.add(deed);
    }

    @Override
    public void note(AuditedDeed deed) {
        all.add(deed);
    }

    @Override
    public boolean isWritable() {
        return !full;
    }
}
