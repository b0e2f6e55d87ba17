package org.platelink.laboratory.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Reason;

/**
 * Collects results that are held back until the site's map has an entry for them, while the others of their message
 * are stored. Findings about the patient, an order or a value itself hold back the whole message instead: the rest
 * may be wrong too.
 */
final class ResultHold {

    private static final Set<Reason> OF_ONE_RESULT = Set.of(
            Reason.UNMAPPED_CODE,
            Reason.UNMAPPED_UNIT,
            Reason.UNMAPPED_ANSWER,
            Reason.UNSUPPORTED_VALUE,
            Reason.UNKNOWN_STATUS);

    private final boolean allowed;
    private final List<Finding> findings = new ArrayList<>();
    private int segments;

    /**
     * Starts with no held results.
     *
     * @param allowed whether a result may be stored without the others of its message
     */
    ResultHold(boolean allowed) {
        this.allowed = allowed;
    }

    /**
     * Holds a result back if all its findings concern this result alone.
     *
     * @param size the number of findings before it was translated
     * @param of the number of OBX segments it consists of
     * @return whether it is held back; its findings are then moved here
     */
    boolean hold(PatientFindings found, int size, int of) {
        List<Finding> own = found.since(size);
        if (!allowed || own.isEmpty() || !own.stream().map(Finding::reason).allMatch(OF_ONE_RESULT::contains)) {
            return false;
        }
        findings.addAll(own);
        found.forgetSince(size);
        segments += of;
        return true;
    }

    List<Finding> findings() {
        return findings;
    }

    int segments() {
        return segments;
    }
}
