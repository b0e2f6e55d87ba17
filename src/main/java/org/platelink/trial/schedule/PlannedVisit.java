package org.platelink.trial.schedule;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;

/**
 * A visit of a protocol.
 *
 * @param action the id of the protocol's action; where it has none, the last part of its definition
 * @param title what people call it
 * @param definition the canonical or URI of what is done at it; null if the protocol names none
 * @param code the codes of the action
 * @param unscheduled whether it takes place only when something calls for it
 * @param intervention whether the subject is given something at it
 * @param anchors what it hangs on; none if the schedule is counted from it, or if it is unscheduled
 */
record PlannedVisit(
        String action,
        String title,
        @Nullable String definition,
        List<Coding> code,
        boolean unscheduled,
        boolean intervention,
        List<Anchor> anchors) {

    PlannedVisit {
        code = List.copyOf(code);
        anchors = List.copyOf(anchors);
    }

    /** Whether the schedule is counted from it: its own day is in time, whichever it is. */
    boolean isIndex() {
        return anchors.isEmpty() && !unscheduled;
    }
}
