package org.platelink.laboratory.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Reason;

/**
 * Results that wait for a word of the site's map, while the others of their message are stored. What is found of the
 * patient, of an order or of a value itself holds back the whole message: there the rest may be wrong too.
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
     * Begins with none.
     *
     * @param allowed whether a result may be stored without the others of its message
     */
    ResultHold(boolean allowed) {
        this.allowed = allowed;
    }

    /**
     * Holds a result back, if nothing else than that result is concerned by what was found of it.
     *
     * @param size how much was found before it was looked at
     * @param of how many segments it is made
     * @return whether it is held back; what was found of it is then kept here
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
