package org.platelink.trial.schedule;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.schedule.ProtocolTimeline.Phase;
import org.platelink.trial.subject.PartialDate;

/**
 * A visit in a subject's schedule.
 *
 * @param visit the planned visit
 * @param window when it is to take place
 * @param status its status
 * @param actual when it took place; null if it did not
 * @param deviation the days from the target to the actual day; null if one of them is unknown
 * @param deviationCodes how it deviates from the protocol beside its dates
 * @param reason why it is not in its window, in the words of the site, or the reason for its status; null if none is
 *     needed
 * @param version the version of the protocol by which it is judged; empty if it has none
 * @param tookPlace the recorded events of the visit
 */
record ScheduledVisit(
        PlannedVisit visit,
        Window window,
        VisitStatus status,
        @Nullable PartialDate actual,
        @Nullable Long deviation,
        List<DeviationCode> deviationCodes,
        @Nullable String reason,
        String version,
        List<Occurrence> tookPlace) {

    ScheduledVisit {
        deviationCodes = List.copyOf(deviationCodes);
        tookPlace = List.copyOf(tookPlace);
    }

    /** The same with a deviation more, and what it is in words. */
    ScheduledVisit with(DeviationCode code, String sentence) {
        List<DeviationCode> codes =
                Stream.concat(deviationCodes.stream(), Stream.of(code)).toList();
        String named = reason == null ? sentence : sentence + " " + reason;
        return new ScheduledVisit(visit, window, status, actual, deviation, codes, named, version, tookPlace);
    }

    /** The same where a later version of the protocol has dropped it before it took place. */
    ScheduledVisit dropped(Phase by) {
        return new ScheduledVisit(
                visit,
                window,
                VisitStatus.NOT_APPLICABLE,
                null,
                null,
                List.of(),
                "Version " + by.protocol().version() + " of the protocol, in force for the subject since " + by.from()
                        + ", has no such visit.",
                version,
                tookPlace);
    }

    /** Whether it deviates from the protocol, by its dates or otherwise. */
    boolean isDeviation() {
        return status.isDeviation() || !deviationCodes.isEmpty();
    }
}
