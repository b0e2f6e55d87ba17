package org.platelink.trial.schedule;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.trial.subject.PartialDate;

/** Finds the days of the visits: each from the visits that it hangs on, as they took place or as they are to. */
final class Placement {

    private final Protocol protocol;
    private final Map<String, PlannedVisit> byAction;
    private final Map<String, List<Occurrence>> occurrence;
    private final boolean treatmentEnded;
    private final Map<String, Placed> known = new HashMap<>();

    /**
     * Nothing placed yet.
     *
     * @param tookPlace by the visits' names; of each the one first that tells the visit's day
     * @param treatmentEnded whether no more is given
     */
    Placement(Protocol protocol, Map<String, List<Occurrence>> occurrence, boolean treatmentEnded) {
        this.protocol = protocol;
        this.byAction = protocol.byAction();
        this.occurrence = occurrence;
        this.treatmentEnded = treatmentEnded;
    }

    /**
     * When a visit is to take place.
     *
     * @param unknown why nothing can be said of it; null if something can
     */
    record Placed(Window window, @Nullable String unknown) {

        static Placed unknown(String why) {
            return new Placed(new Window(null, null, null, true), why);
        }
    }

    /** When a visit is to take place. */
    Placed of(PlannedVisit visit) {
        Placed placed = known.get(visit.action());
        if (placed == null) {
            placed = placeAnew(visit);
            known.put(visit.action(), placed);
        }
        return placed;
    }

    private Placed placeAnew(PlannedVisit visit) {
        if (visit.unscheduled()) {
            return Placed.unknown("it is unscheduled");
        }
        if (visit.isIndex()) {
            return occurrence.containsKey(visit.action())
                    ? own(visit, false)
                    : Placed.unknown("the schedule is counted from it, and it has not taken place");
        }
        Window all = Window.OPEN;
        for (Anchor anchor : visit.anchors()) {
            boolean tookNoPlace = !occurrence.containsKey(anchor.action());
            if (!anchor.hasDistance() && tookNoPlace) {
                all = all.and(beforeWhatFollows(anchor));
                continue;
            }
            Placed other = daysOf(anchor);
            if (other.unknown() != null) {
                return other;
            }
            all = all.and(anchor.from(other.window()));
        }
        return all.isEmpty() ? Placed.unknown("no day keeps to all that it hangs on") : new Placed(all, null);
    }

    /** An order with what has not taken place holds; but what must come before that must come before its last day. */
    private Window beforeWhatFollows(Anchor anchor) {
        Window other = of(Objects.requireNonNull(byAction.get(anchor.action()))).window();
        return anchor.side() == Anchor.Side.BEFORE && !other.projected()
                ? new Window(null, null, other.latest(), false)
                : Window.OPEN;
    }

    /** The days of the visit that another hangs on. */
    private Placed daysOf(Anchor anchor) {
        PlannedVisit other = Objects.requireNonNull(byAction.get(anchor.action()));
        if (occurrence.containsKey(other.action())) {
            return own(other, anchor.atEnd());
        }
        if (anchor.lastGiven() && treatmentEnded) {
            return lastGiven()
                    .map(last -> days(last, anchor.atEnd()))
                    .orElseGet(() -> Placed.unknown("no intervention was given"));
        }
        Placed planned = of(other);
        boolean hasDays = planned.unknown() == null
                && (planned.window().target() != null || planned.window().isStated());
        return hasDays
                ? new Placed(planned.window().asProjected(), null)
                : Placed.unknown("it hangs on " + other.action() + ", which has no date yet");
    }

    private Optional<Occurrence> lastGiven() {
        return protocol.interventions().stream()
                .map(visit -> occurrence.getOrDefault(visit.action(), List.of()))
                .filter(records -> !records.isEmpty())
                .reduce((one, other) -> other)
                .map(records -> records.get(0));
    }

    private Placed own(PlannedVisit visit, boolean atEnd) {
        List<Occurrence> records = occurrence.get(visit.action());
        return days(
                atEnd
                        ? Collections.max(
                                records, Comparator.comparing(one -> one.end().last()))
                        : records.get(0),
                atEnd);
    }

    private static Placed days(Occurrence record, boolean atEnd) {
        PartialDate date = atEnd ? record.end() : record.date();
        return date.day()
                .map(day -> new Placed(Window.on(day), null))
                .orElseGet(() -> Placed.unknown(
                        record.action() + " took place in " + date.text() + ", which is not known to the day"));
    }
}
