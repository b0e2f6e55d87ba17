package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.schedule.InterventionChain.GivenIntervention;
import org.platelink.trial.subject.PartialDate;

/**
 * Calculates the windows of a subject's visits. Each is counted from the visits on which it depends, by their actual
 * days if they took place, otherwise by their planned days. Results are memoized. Not thread-safe.
 */
final class Placement {

    private final Protocol protocol;
    private final Map<String, PlannedVisit> byAction;
    private final Map<String, List<Occurrence>> tookPlace;
    private final InterventionChain chain;
    private final boolean treatmentEnded;
    private final LocalDate asOf;
    private final Map<String, CalculatedWindow> windows = new HashMap<>();

    /**
     * Creates a calculator without results.
     *
     * @param protocol the protocol
     * @param tookPlace the recorded events by the ids of their visits' actions; the first one in each list
     *     determines the visit's day
     * @param treatmentEnded whether no more doses will be given
     * @param asOf the day as of which the windows are calculated
     */
    Placement(Protocol protocol, Map<String, List<Occurrence>> tookPlace, boolean treatmentEnded, LocalDate asOf) {
        this.protocol = protocol;
        this.byAction = protocol.byAction();
        this.tookPlace = tookPlace;
        this.chain = new InterventionChain(protocol, tookPlace);
        this.treatmentEnded = treatmentEnded;
        this.asOf = asOf;
    }

    /**
     * The calculated window of a visit.
     *
     * @param window the window; without days if it is unknown
     * @param unknown the reason why it cannot be calculated; null if it can
     */
    record CalculatedWindow(Window window, @Nullable String unknown) {

        static CalculatedWindow unknown(String why) {
            return new CalculatedWindow(new Window(null, null, null, true), why);
        }
    }

    /** The window of a visit, calculated at the first call. */
    CalculatedWindow of(PlannedVisit visit) {
        CalculatedWindow placed = windows.get(visit.action());
        if (placed == null) {
            placed = placeAnew(visit);
            windows.put(visit.action(), placed);
        }
        return placed;
    }

    private CalculatedWindow placeAnew(PlannedVisit visit) {
        if (visit.unscheduled()) {
            return CalculatedWindow.unknown("it is unscheduled");
        }
        if (visit.isIndex()) {
            return tookPlace.containsKey(visit.action())
                    ? own(visit, false)
                    : CalculatedWindow.unknown("the schedule is counted from it, and it has not taken place");
        }
        Window all = Window.OPEN;
        for (Anchor anchor : visit.anchors()) {
            boolean tookNoPlace = !tookPlace.containsKey(anchor.action());
            if (!anchor.hasDistance() && tookNoPlace) {
                all = all.and(beforeWhatFollows(anchor));
                continue;
            }
            CalculatedWindow other = daysOf(visit, anchor);
            if (other.unknown() != null) {
                return other;
            }
            all = all.and(anchor.from(other.window()));
        }
        return all.isEmpty()
                ? CalculatedWindow.unknown("no day keeps to all that it hangs on")
                : new CalculatedWindow(all, null);
    }

    /**
     * An order relative to a visit that has not taken place gives no day. Only a visit that must come before it must
     * also come before that visit's last day.
     */
    private Window beforeWhatFollows(Anchor anchor) {
        Window other = of(Objects.requireNonNull(byAction.get(anchor.action()))).window();
        return anchor.side() == Anchor.Side.BEFORE && !other.projected()
                ? new Window(null, null, other.latest(), false)
                : Window.OPEN;
    }

    /** The days of the visit on which another depends. */
    private CalculatedWindow daysOf(PlannedVisit visit, Anchor anchor) {
        PlannedVisit other = Objects.requireNonNull(byAction.get(anchor.action()));
        if (anchor.lastGiven() && isCountedFromLastGiven(visit, other)) {
            return lastGiven(visit, other)
                    .map(last -> days(last.record(), anchor.atEnd()))
                    .orElseGet(() -> CalculatedWindow.unknown(
                            "no intervention was given" + (tookPlace.containsKey(visit.action()) ? " before it" : "")));
        }
        if (tookPlace.containsKey(other.action())) {
            return own(other, anchor.atEnd());
        }
        CalculatedWindow planned = of(other);
        boolean hasDays = planned.unknown() == null
                && (planned.window().target() != null || planned.window().isStated());
        return hasDays
                ? new CalculatedWindow(planned.window().asProjected(), null)
                : CalculatedWindow.unknown("it hangs on " + other.action() + ", which has no date yet");
    }

    /**
     * The intervention from which a visit is counted in place of the one that its anchor names.
     *
     * @return empty if its anchor is not such a one, or if none was given
     */
    Optional<GivenIntervention> countedFrom(PlannedVisit visit) {
        return visit.anchors().stream()
                .filter(Anchor::lastGiven)
                .flatMap(anchor -> lastGiven(visit, Objects.requireNonNull(byAction.get(anchor.action()))).stream())
                .findFirst();
    }

    InterventionChain chain() {
        return chain;
    }

    /**
     * Whether the last intervention that was given takes the place of the named one: if that one took place or was
     * skipped, and for what follows the treatment, also if no more will be given or its window has passed.
     */
    private boolean isCountedFromLastGiven(PlannedVisit visit, PlannedVisit named) {
        if (tookPlace.containsKey(named.action()) || chain.overtaking(named).isPresent()) {
            return true;
        }
        if (visit.isChained()) {
            return tookPlace.containsKey(visit.action());
        }
        LocalDate latest = of(named).window().latest();
        return treatmentEnded || latest != null && latest.isBefore(asOf);
    }

    /** The last one given before a visit; for what follows the treatment, never one before the named one. */
    private Optional<GivenIntervention> lastGiven(PlannedVisit visit, PlannedVisit named) {
        int place = protocol.visits().indexOf(visit);
        List<Occurrence> records = tookPlace.getOrDefault(visit.action(), List.of());
        return chain.last(named, given -> {
            if (given.visit().action().equals(visit.action())) {
                return false;
            }
            if (!visit.isChained()
                    && (records.isEmpty() || given.visit().action().equals(named.action()))) {
                return true;
            }
            return records.isEmpty()
                    ? chain.isPlannedBefore(given.visit(), visit)
                    : chain.precedes(given, records.get(0).date(), place);
        });
    }

    private CalculatedWindow own(PlannedVisit visit, boolean atEnd) {
        List<Occurrence> records = Objects.requireNonNull(tookPlace.get(visit.action()));
        return days(
                atEnd
                        ? Collections.max(
                                records, Comparator.comparing(one -> one.end().last()))
                        : records.get(0),
                atEnd);
    }

    private static CalculatedWindow days(Occurrence record, boolean atEnd) {
        PartialDate date = atEnd ? record.end() : record.date();
        return date.day()
                .map(day -> new CalculatedWindow(Window.on(day), null))
                .orElseGet(() -> CalculatedWindow.unknown(
                        record.action() + " took place in " + date.text() + ", which is not known to the day"));
    }
}
