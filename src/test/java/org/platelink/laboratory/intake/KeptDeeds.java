package org.platelink.laboratory.intake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.platelink.security.audit.AuditTrail;
import org.platelink.security.audit.AuditedDeed;

/** A trail in memory, which can be full. */
final class KeptDeeds implements AuditTrail {

    final List<AuditedDeed> all = new CopyOnWriteArrayList<>();
    volatile boolean full;

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
