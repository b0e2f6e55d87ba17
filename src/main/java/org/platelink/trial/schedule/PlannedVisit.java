package org.platelink.trial.schedule;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;

/**
 * A planned visit of a protocol.
 *
 * @param action the id of the protocol's action; if it has none, the last part of its definition
 * @param title the title for people
 * @param definition the canonical or URI of the activity definition of the visit; null if the protocol names none
 * @param code the codes of the action
 * @param unscheduled whether it takes place only when something requires it
 * @param intervention whether a dose is given at it
 * @param anchors the visits on which it depends; none if the schedule is counted from it, or if it is unscheduled
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

    /** Whether it is the index visit, from which the schedule is counted. Its own day is always in its window. */
    boolean isIndex() {
        return anchors.isEmpty() && !unscheduled;
    }
}
