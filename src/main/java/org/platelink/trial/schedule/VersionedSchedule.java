package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.platelink.trial.schedule.ProtocolTimeline.Phase;

/**
 * Calculates the schedule of a subject under the versions of the protocol to which it is held. A visit that took place
 * is judged by the version in force on its day, and one that was missed under a version stays missed; what is still to
 * come follows the present version. Not thread-safe.
 */
final class VersionedSchedule {

    private final ProtocolTimeline timeline;
    private final StudyCourse course;
    private final LocalDate asOf;
    private final List<Phase> phases;
    private final Map<Protocol, Map<String, ScheduledVisit>> byVersion = new LinkedHashMap<>();
    private final Map<Protocol, Map<String, ScheduledVisit>> atTheEnd = new LinkedHashMap<>();

    private VersionedSchedule(ProtocolTimeline timeline, StudyCourse course, LocalDate asOf) {
        this.timeline = timeline;
        this.course = course;
        this.asOf = asOf;
        this.phases = timeline.until(asOf);
    }

    /**
     * Calculates the schedule.
     *
     * @return the visits in the order of the present version, followed by those that only earlier versions have
     */
    static List<ScheduledVisit> of(ProtocolTimeline timeline, StudyCourse course, LocalDate asOf) {
        return new VersionedSchedule(timeline, course, asOf).visits();
    }

    private List<ScheduledVisit> visits() {
        if (timeline.known().versions().size() == 1) {
            return Schedule.of(timeline.last(), course, asOf);
        }
        Set<String> actions = new LinkedHashSet<>();
        for (int i = phases.size() - 1; i >= 0; i--) {
            phases.get(i).protocol().visits().forEach(visit -> actions.add(visit.action()));
        }
        Map<String, List<Occurrence>> tookPlace = course.asOf(asOf).tookPlace().stream()
                .sorted(Schedule.FIRST_OF_A_VISIT)
                .collect(Collectors.groupingBy(Occurrence::action));
        tookPlace.forEach((action, records) -> {
            if (heldTo(records.get(0)).isPresent()) {
                actions.add(action);
            }
        });
        List<ScheduledVisit> visits = new ArrayList<>();
        for (String action : actions) {
            List<Occurrence> records = tookPlace.getOrDefault(action, List.of());
            visits.add(records.isEmpty() ? notTaken(action) : taken(action, records.get(0)));
        }
        return visits;
    }

    /** The version to which an event is held. */
    private Optional<Protocol> heldTo(Occurrence event) {
        return timeline.holding(event.action(), event.date().first(), Optional.ofNullable(event.namedVersion()));
    }

    private ScheduledVisit taken(String action, Occurrence event) {
        Protocol held = heldTo(event).orElseGet(() -> lastWith(action));
        ScheduledVisit visit = under(held, action);
        String named = event.namedVersion();
        String inForce = timeline.on(event.date().first()).version();
        return named == null || named.equals(inForce)
                ? visit
                : visit.with(
                        DeviationCode.OTHER_VERSION,
                        "It names version " + named + " of the protocol; in force for the subject was " + inForce
                                + ".");
    }

    private ScheduledVisit notTaken(String action) {
        for (int i = 0; i < phases.size() - 1; i++) {
            Protocol before = phases.get(i).protocol();
            if (before.visit(action).isPresent()) {
                ScheduledVisit then = atTheEndOf(i, action);
                if (then.status() == VisitStatus.MISSED) {
                    return then;
                }
            }
        }
        Phase present = phases.get(phases.size() - 1);
        return present.protocol().visit(action).isPresent()
                ? under(present.protocol(), action)
                : under(lastWith(action), action).dropped(droppedBy(action));
    }

    /** The phase from which on the subject's versions do not have a visit any more. */
    private Phase droppedBy(String action) {
        Phase dropped = phases.get(phases.size() - 1);
        for (int i = phases.size() - 1;
                i > 0 && phases.get(i).protocol().visit(action).isEmpty();
                i--) {
            dropped = phases.get(i);
        }
        return dropped;
    }

    private Protocol lastWith(String action) {
        return phases.stream()
                .map(Phase::protocol)
                .filter(protocol -> protocol.visit(action).isPresent())
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    private ScheduledVisit under(Protocol version, String action) {
        return found(byVersion, version, action, protocol -> asOf);
    }

    /** A visit as it stood on the last day of a phase. */
    private ScheduledVisit atTheEndOf(int phase, String action) {
        LocalDate last = phases.get(phase + 1).from().minusDays(1);
        return found(atTheEnd, phases.get(phase).protocol(), action, protocol -> last);
    }

    private ScheduledVisit found(
            Map<Protocol, Map<String, ScheduledVisit>> calculated,
            Protocol version,
            String action,
            Function<Protocol, LocalDate> day) {
        return Objects.requireNonNull(calculated
                .computeIfAbsent(version, protocol -> Schedule.of(protocol, course, day.apply(protocol)).stream()
                        .collect(Collectors.toMap(visit -> visit.visit().action(), visit -> visit)))
                .get(action));
    }
}
