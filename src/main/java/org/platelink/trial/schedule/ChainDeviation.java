package org.platelink.trial.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.platelink.trial.schedule.InterventionChain.GivenIntervention;

/**
 * A deviation of an intervention from the order of its chain.
 *
 * @param code what it is
 * @param sentence the same for people
 */
record ChainDeviation(DeviationCode code, String sentence) {

    /** The deviations of a visit; none if it keeps to the order, or if nothing is given at it. */
    static List<ChainDeviation> of(PlannedVisit visit, InterventionChain chain, Optional<GivenIntervention> from) {
        if (!visit.isChained() || visit.unscheduled()) {
            return List.of();
        }
        Optional<GivenIntervention> given = chain.of(visit);
        if (given.isEmpty()) {
            return chain.overtaking(visit)
                    .map(later -> List.of(new ChainDeviation(
                            DeviationCode.SKIPPED,
                            "It was skipped: " + later.visit().action() + ", which comes after it, was given on "
                                    + later.day() + ".")))
                    .orElse(List.of());
        }
        return ofGiven(given.get(), chain, from);
    }

    private static List<ChainDeviation> ofGiven(
            GivenIntervention given, InterventionChain chain, Optional<GivenIntervention> from) {
        List<ChainDeviation> all = new ArrayList<>();
        String counted = from.map(last -> ": counted from " + last.visit().action() + ", the last one given before it")
                .orElse("");
        List<PlannedVisit> skipped = from.map(last -> chain.skippedBetween(last.visit(), given.visit()))
                .orElse(List.of());
        if (!skipped.isEmpty()) {
            all.add(new ChainDeviation(
                    DeviationCode.AFTER_SKIPPED,
                    skipped.stream().map(PlannedVisit::action).collect(Collectors.joining(", "))
                            + (skipped.size() == 1 ? " was skipped" : " were skipped") + counted + "."));
        }
        List<GivenIntervention> early = chain.givenTooEarlyFor(given);
        if (!early.isEmpty()) {
            all.add(new ChainDeviation(
                    DeviationCode.OUT_OF_ORDER,
                    "Given after " + actions(early) + ", planned after it" + counted + "."));
        }
        List<GivenIntervention> late = chain.givenTooLateFor(given);
        if (!late.isEmpty()) {
            all.add(new ChainDeviation(
                    DeviationCode.OUT_OF_ORDER,
                    "Given before " + actions(late) + ", planned before it" + counted + "."));
        }
        List<GivenIntervention> together = chain.onTheSameDay(given);
        if (!together.isEmpty()) {
            all.add(new ChainDeviation(DeviationCode.SAME_DAY, "Given on the same day as " + actions(together) + "."));
        }
        return all;
    }

    private static String actions(List<GivenIntervention> given) {
        return given.stream().map(one -> one.visit().action()).collect(Collectors.joining(", "));
    }
}
