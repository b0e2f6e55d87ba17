package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides for one subject which visits of a protocol with transitions are expected. A visit is expected if a transition
 * leads to it from an expected visit and its conditions hold. One whose conditions are not known is not expected until
 * it takes place, so that it is never missed. Not thread-safe.
 */
final class SubjectRoutes {

    private final Protocol protocol;
    private final StudyCourse course;
    private final Set<String> tookPlace;
    private final Map<String, PlannedVisit> byAction;
    private final Map<String, Optional<String>> notExpected = new HashMap<>();

    private SubjectRoutes(Protocol protocol, StudyCourse course) {
        this.protocol = protocol;
        this.course = course;
        this.byAction = protocol.byAction();
        this.tookPlace = course.tookPlace().stream().map(Occurrence::action).collect(Collectors.toSet());
    }

    /** The protocol as it stands for a subject; the same one if it has no transitions. */
    static Protocol decided(Protocol protocol, StudyCourse course) {
        return protocol.visits().stream().allMatch(visit -> visit.routes().isEmpty())
                ? protocol
                : new SubjectRoutes(protocol, course).decided();
    }

    private Protocol decided() {
        return new Protocol(
                protocol.id(),
                protocol.url(),
                protocol.version(),
                protocol.title(),
                protocol.visits().stream().map(this::decided).toList());
    }

    private PlannedVisit decided(PlannedVisit visit) {
        Optional<Route> exit = course.ended().flatMap(ended -> last(visit, true));
        if (exit.isPresent()) {
            return visit.decided(List.of(exit.get().from()), null, true);
        }
        List<Anchor> anchors = visit.anchors();
        if (anchors.isEmpty() && !visit.unscheduled()) {
            anchors = last(visit, false).or(() -> first(visit)).map(Route::from).stream()
                    .toList();
        }
        return visit.decided(anchors, whyNotExpected(visit).orElse(null), false);
    }

    /** Of the transitions whose visit took place, the one of the last visit. */
    private Optional<Route> last(PlannedVisit visit, boolean conditional) {
        Optional<Route> last = Optional.empty();
        LocalDate day = LocalDate.MIN;
        for (Route route : visit.routes()) {
            boolean fits = route.counted()
                    && (!conditional || !route.conditions().isEmpty())
                    && route.isOpenFor(course).orElse(!conditional);
            if (fits) {
                for (Occurrence one : course.tookPlace()) {
                    if (one.action().equals(route.from().action())
                            && !one.date().first().isBefore(day)) {
                        day = one.date().first();
                        last = Optional.of(route);
                    }
                }
            }
        }
        return last;
    }

    private Optional<Route> first(PlannedVisit visit) {
        return visit.routes().stream()
                .filter(route -> route.counted() && route.isOpenFor(course).orElse(true))
                .findFirst();
    }

    /** Why a visit is not expected; empty if it is. */
    private Optional<String> whyNotExpected(PlannedVisit visit) {
        if (visit.routes().isEmpty() || tookPlace.contains(visit.action())) {
            return Optional.empty();
        }
        Optional<String> known = notExpected.get(visit.action());
        if (known == null) {
            known = decide(visit);
            notExpected.put(visit.action(), known);
        }
        return known;
    }

    private Optional<String> decide(PlannedVisit visit) {
        String why = "";
        for (Route route : visit.routes()) {
            PlannedVisit source =
                    Objects.requireNonNull(byAction.get(route.from().action()));
            Optional<Boolean> open = route.isOpenFor(course);
            Optional<String> behind = whyNotExpected(source);
            if (open.orElse(false) && behind.isEmpty()) {
                return Optional.empty();
            }
            if (open.isEmpty() && behind.isEmpty()) {
                why = "Whether it is called for is not known here: " + route.condition() + ".";
            } else if (why.isEmpty()) {
                why = behind.isPresent() && open.orElse(true)
                        ? "It follows " + source.title() + ", which is not expected."
                        : "It does not hold that " + route.condition() + ".";
            }
        }
        return Optional.of(why);
    }
}
