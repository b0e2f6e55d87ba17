package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Calculates the schedule of one subject as of one day: every visit of the protocol with its window, counted from the
 * visits that took place.
 */
final class Schedule {

    /** An intervention comes first, because its day is the day of the visit. */
    static final Comparator<Occurrence> FIRST_OF_A_VISIT = Comparator.comparing((Occurrence one) -> !one.intervention())
            .thenComparing(one -> one.date().first())
            .thenComparing(Occurrence::reference);

    private final Protocol protocol;
    private final StudyCourse course;
    private final LocalDate asOf;
    private final Map<String, List<Occurrence>> tookPlace;
    private final Placement placement;

    private Schedule(Protocol protocol, StudyCourse course, LocalDate asOf) {
        this.course = course.asOf(asOf);
        this.protocol = SubjectRoutes.decided(protocol, this.course);
        this.asOf = asOf;
        this.tookPlace = this.course.tookPlace().stream()
                .sorted(FIRST_OF_A_VISIT)
                .collect(Collectors.groupingBy(Occurrence::action));
        this.placement = new Placement(
                this.protocol, tookPlace, this.course.treatmentEnded().isPresent(), asOf);
    }

    /**
     * Calculates the schedule.
     *
     * @param asOf the day as of which it is calculated; later events are ignored
     * @return the visits, in the order of the protocol
     */
    static List<ScheduledVisit> of(Protocol protocol, StudyCourse course, LocalDate asOf) {
        Schedule schedule = new Schedule(protocol, course, asOf);
        return schedule.protocol.visits().stream().map(schedule::judged).toList();
    }

    private ScheduledVisit judged(PlannedVisit visit) {
        List<Occurrence> records = tookPlace.getOrDefault(visit.action(), List.of());
        Placement.CalculatedWindow when = placement.of(visit);
        List<ChainDeviation> chain = ChainDeviation.of(visit, placement.chain(), placement.countedFrom(visit));
        return new VisitAssessment(
                        visit, when, records, overtaking(visit, when), chain, course, protocol.version(), asOf)
                .judge();
    }

    /**
     * The event of a visit that is planned after this one, from the same anchor, and that took place. If no window
     * limits how late this visit may be, such an event makes it missed.
     */
    private Optional<Occurrence> overtaking(PlannedVisit visit, Placement.CalculatedWindow when) {
        LocalDate target = when.window().target();
        if (target == null || when.window().isStated() || when.window().projected()) {
            return Optional.empty();
        }
        Set<String> anchors = visit.anchors().stream().map(Anchor::action).collect(Collectors.toSet());
        return protocol.visits().stream()
                .filter(other -> other.anchors().stream().anyMatch(anchor -> anchors.contains(anchor.action())))
                .filter(other -> {
                    LocalDate later = placement.of(other).window().target();
                    return later != null && later.isAfter(target);
                })
                .flatMap(other -> tookPlace.getOrDefault(other.action(), List.of()).stream())
                .filter(one -> one.date().isAfter(target))
                .findFirst();
    }
}
