package org.platelink.schedule;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.platelink.subject.PartialDate;

/**
 * What a protocol comes to for one subject on one day: every visit with its days, counted from the visits that really took
 * place.
 */
final class Schedule {

    private final Protocol protocol;
    private final Map<String, PlannedVisit> byAction;
    private final Course course;
    private final LocalDate asOf;
    private final Map<String, List<TookPlace>> tookPlace;
    private final Map<String, Placed> placed = new HashMap<>();

    private Schedule(Protocol protocol, Course course, LocalDate asOf) {
        this.protocol = protocol;
        this.byAction = protocol.byAction();
        this.course = course.asOf(asOf);
        this.asOf = asOf;
        this.tookPlace = this.course.tookPlace().stream()
                // Of a visit at which something is given, the day of that is the visit's.
                .sorted(Comparator.comparing((TookPlace one) -> !one.intervention())
                        .thenComparing(one -> one.date().first())
                        .thenComparing(TookPlace::reference))
                .collect(Collectors.groupingBy(TookPlace::action));
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

    /**
     * Makes the schedule.
     *
     * @param asOf the day that it is seen from; what came after it is not looked at
     * @return the protocol's visits, in its order
     */
    static List<ScheduledVisit> of(Protocol protocol, Course course, LocalDate asOf) {
        Schedule schedule = new Schedule(protocol, course, asOf);
        return schedule.protocol.visits().stream().map(schedule::judged).toList();
    }

    private ScheduledVisit judged(PlannedVisit visit) {
        List<TookPlace> records = tookPlace.getOrDefault(visit.action(), List.of());
        Placed when = place(visit);
        return new Judgement(visit, when, records, overtaking(visit, when), course, asOf).judge();
    }

    /**
     * What took place of a visit that is planned after this one, from the same anchor. Where no window says how long a visit
     * may still be held, that ends it.
     */
    private Optional<TookPlace> overtaking(PlannedVisit visit, Placed when) {
        LocalDate target = when.window().target();
        if (target == null || when.window().isStated() || when.window().projected()) {
            return Optional.empty();
        }
        Set<String> anchors = visit.anchors().stream().map(Anchor::action).collect(Collectors.toSet());
        return protocol.visits().stream()
                .filter(other -> other.anchors().stream().anyMatch(anchor -> anchors.contains(anchor.action())))
                .filter(other -> {
                    LocalDate later = place(other).window().target();
                    return later != null && later.isAfter(target);
                })
                .flatMap(other -> tookPlace.getOrDefault(other.action(), List.of()).stream())
                .filter(one -> one.date().isAfter(target))
                .findFirst();
    }

    private Placed place(PlannedVisit visit) {
        Placed known = placed.get(visit.action());
        if (known == null) {
            known = placeAnew(visit);
            placed.put(visit.action(), known);
        }
        return known;
    }

    private Placed placeAnew(PlannedVisit visit) {
        if (visit.unscheduled()) {
            return Placed.unknown("it is unscheduled");
        }
        if (visit.isIndex()) {
            return tookPlace.containsKey(visit.action())
                    ? own(visit, false)
                    : Placed.unknown("the schedule is counted from it, and it has not taken place");
        }
        Window all = Window.OPEN;
        for (Anchor anchor : visit.anchors()) {
            boolean tookNoPlace = !tookPlace.containsKey(anchor.action());
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
        Window other =
                place(Objects.requireNonNull(byAction.get(anchor.action()))).window();
        return anchor.side() == Anchor.Side.BEFORE && !other.projected()
                ? new Window(null, null, other.latest(), false)
                : Window.OPEN;
    }

    /** The days of the visit that another hangs on. */
    private Placed daysOf(Anchor anchor) {
        PlannedVisit other = Objects.requireNonNull(byAction.get(anchor.action()));
        if (tookPlace.containsKey(other.action())) {
            return own(other, anchor.atEnd());
        }
        if (anchor.lastGiven() && course.treatmentEnded().isPresent()) {
            return lastGiven()
                    .map(last -> days(last, anchor.atEnd()))
                    .orElseGet(() -> Placed.unknown("no intervention was given"));
        }
        Placed planned = place(other);
        boolean hasDays = planned.unknown() == null
                && (planned.window().target() != null || planned.window().isStated());
        return hasDays
                ? new Placed(planned.window().asProjected(), null)
                : Placed.unknown("it hangs on " + other.action() + ", which has no date yet");
    }

    private Optional<TookPlace> lastGiven() {
        return protocol.interventions().stream()
                .map(visit -> tookPlace.getOrDefault(visit.action(), List.of()))
                .filter(records -> !records.isEmpty())
                .reduce((one, other) -> other)
                .map(records -> records.get(0));
    }

    private Placed own(PlannedVisit visit, boolean atEnd) {
        List<TookPlace> records = tookPlace.get(visit.action());
        return days(
                atEnd
                        ? Collections.max(
                                records, Comparator.comparing(one -> one.end().last()))
                        : records.get(0),
                atEnd);
    }

    private static Placed days(TookPlace record, boolean atEnd) {
        PartialDate date = atEnd ? record.end() : record.date();
        return date.day()
                .map(day -> new Placed(Window.on(day), null))
                .orElseGet(() -> Placed.unknown(
                        record.action() + " took place in " + date.text() + ", which is not known to the day"));
    }
}
