package org.platelink.trial.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.platelink.trial.subject.PartialDate;

/**
 * The interventions of a protocol that follow one another, as they were given: perhaps not all of them, and not in
 * their order. The repetitions of another visit are such a chain too. Not thread-safe.
 */
final class InterventionChain {

    private final VisitOrder order;
    private final List<GivenIntervention> given = new ArrayList<>();
    private final List<PlannedVisit> notGiven = new ArrayList<>();

    /**
     * An intervention that was given.
     *
     * @param visit its planned visit
     * @param place the place of this visit in the protocol's list
     * @param record the event that determines its day
     */
    record GivenIntervention(PlannedVisit visit, int place, Occurrence record) {

        /** Its day for a sentence, as exactly as it is known. */
        String day() {
            return record.date().text();
        }
    }

    InterventionChain(Protocol protocol, Map<String, List<Occurrence>> tookPlace) {
        this.order = new VisitOrder(protocol);
        for (int i = 0; i < protocol.visits().size(); i++) {
            PlannedVisit visit = protocol.visits().get(i);
            if (visit.isChained()) {
                List<Occurrence> records = tookPlace.getOrDefault(visit.action(), List.of());
                if (records.isEmpty()) {
                    notGiven.add(visit);
                } else {
                    given.add(new GivenIntervention(visit, i, records.get(0)));
                }
            }
        }
    }

    /** The intervention of a visit, if it was given. */
    Optional<GivenIntervention> of(PlannedVisit visit) {
        return given.stream()
                .filter(one -> one.visit().action().equals(visit.action()))
                .findFirst();
    }

    /** The last one given that belongs to the chain of an intervention and satisfies a condition. */
    Optional<GivenIntervention> last(PlannedVisit ofChain, Predicate<GivenIntervention> which) {
        return given.stream()
                .filter(one -> isOfTheSame(one.visit(), ofChain))
                .filter(which)
                .reduce((one, other) -> precedes(one, other.record().date(), other.place()) ? other : one);
    }

    /** Whether a visit is planned before another of the same chain. */
    boolean isPlannedBefore(PlannedVisit one, PlannedVisit other) {
        return Objects.equals(one.chain(), other.chain()) && order.isBefore(one.action(), other.action());
    }

    private boolean isOfTheSame(PlannedVisit one, PlannedVisit other) {
        return Objects.equals(one.chain(), other.chain()) && order.isChained(one.action(), other.action());
    }

    /** The first one given that is planned after a visit: an intervention that was not given by then was skipped. */
    Optional<GivenIntervention> overtaking(PlannedVisit visit) {
        return given.stream()
                .filter(one -> isPlannedBefore(visit, one.visit()))
                .reduce((one, other) -> precedes(other, one.record().date(), one.place()) ? other : one);
    }

    /** Those that were not given, and are planned between two others. */
    List<PlannedVisit> skippedBetween(PlannedVisit first, PlannedVisit last) {
        return notGiven.stream()
                .filter(visit -> isPlannedBefore(first, visit) && isPlannedBefore(visit, last))
                .toList();
    }

    /** Those of the chain that were certainly given on an earlier day and are planned after it. */
    List<GivenIntervention> givenTooEarlyFor(GivenIntervention one) {
        return given.stream()
                .filter(other -> isPlannedBefore(one.visit(), other.visit()))
                .filter(other -> isEarlier(other.record().date(), one.record().date()))
                .toList();
    }

    /** Those of the chain that were certainly given on a later day and are planned before it. */
    List<GivenIntervention> givenTooLateFor(GivenIntervention one) {
        return given.stream()
                .filter(other -> isPlannedBefore(other.visit(), one.visit()))
                .filter(other -> isEarlier(one.record().date(), other.record().date()))
                .toList();
    }

    /** The others of the chain that were given on the same day. */
    List<GivenIntervention> onTheSameDay(GivenIntervention one) {
        return given.stream()
                .filter(other -> !other.equals(one) && isOfTheSame(other.visit(), one.visit()))
                .filter(other -> one.record().date().day().isPresent()
                        && Objects.equals(
                                one.record().date().day(), other.record().date().day()))
                .toList();
    }

    /**
     * Whether it was given before something else. If the dates do not tell, as on the same day or with a date known
     * only by its month, the order of the protocol counts.
     */
    boolean precedes(GivenIntervention one, PartialDate date, int place) {
        if (isEarlier(one.record().date(), date)) {
            return true;
        }
        return !isEarlier(date, one.record().date()) && one.place() < place;
    }

    private static boolean isEarlier(PartialDate one, PartialDate other) {
        return one.last().isBefore(other.first());
    }
}
