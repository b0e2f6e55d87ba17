package org.platelink.trial.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Timing.TimingRepeatComponent;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CodeSystems;

/**
 * Repeated visits, such as cycles every 21 days up to 6 times: an action with a timing whose {@code repeat} has a
 * period and a count. Its repetitions are visits of their own, {@code cycle.1} to {@code cycle.6}, each counted from
 * the last one that took place. What depends on the action depends on its last repetition.
 */
final class Repetitions {

    private static final int MOST = 100;

    private Repetitions() {}

    /**
     * Puts the repetitions in the place of repeated visits.
     *
     * @param actions the actions of the visits, by the ids of these
     * @throws IllegalArgumentException if a visit is repeated without an end
     */
    static List<PlannedVisit> expanded(List<PlannedVisit> visits, Map<String, PlanDefinitionActionComponent> actions) {
        Map<String, Integer> counts = new HashMap<>();
        for (PlannedVisit visit : visits) {
            TimingRepeatComponent repeat = repeat(actions.get(visit.action()));
            if (repeat != null) {
                counts.put(visit.action(), count(visit.action(), repeat));
            }
        }
        List<PlannedVisit> all = new ArrayList<>();
        for (PlannedVisit visit : visits) {
            List<Anchor> anchors = visit.anchors().stream()
                    .map(anchor -> moved(anchor, counts))
                    .toList();
            List<Route> routes = visit.routes().stream()
                    .map(route -> new Route(moved(route.from(), counts), route.conditions(), route.counted()))
                    .toList();
            if (counts.containsKey(visit.action())) {
                all.add(visit.repetition(1, anchors, routes));
                all.addAll(more(visit, actions.get(visit.action()), counts.getOrDefault(visit.action(), 1)));
            } else {
                all.add(visit.decided(anchors, null, false).along(routes));
            }
        }
        return all;
    }

    private static List<PlannedVisit> more(
            PlannedVisit visit, @Nullable PlanDefinitionActionComponent action, int count) {
        List<PlannedVisit> more = new ArrayList<>();
        TimingRepeatComponent repeat = repeat(action);
        if (action == null || repeat == null) {
            return more;
        }
        Offset period = Offset.of(new Quantity()
                .setValue(repeat.getPeriod())
                .setSystem(CodeSystems.UCUM)
                .setCode(repeat.getPeriodUnit().toCode()));
        Range range = range(action);
        for (int i = 2; i <= count; i++) {
            Anchor before = new Anchor(
                    visit.action() + "." + (i - 1),
                    Anchor.Side.AFTER,
                    false,
                    period,
                    range == null || !range.hasLow()
                            ? null
                            : period.plusDays(-Offset.of(range.getLow()).inDays()),
                    range == null || !range.hasHigh()
                            ? null
                            : period.plusDays(Offset.of(range.getHigh()).inDays()),
                    true);
            more.add(visit.repetition(i, List.of(before), List.of()));
        }
        return more;
    }

    private static @Nullable TimingRepeatComponent repeat(@Nullable PlanDefinitionActionComponent action) {
        return action != null
                        && action.getTiming() instanceof Timing timing
                        && timing.getRepeat().hasPeriod()
                        && timing.getRepeat().hasPeriodUnit()
                ? timing.getRepeat()
                : null;
    }

    private static int count(String action, TimingRepeatComponent repeat) {
        int count = Math.max(repeat.getCount(), repeat.getCountMax());
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("the action " + action
                    + " is repeated, and its timing needs a count or countMax from 1 to " + MOST);
        }
        return count;
    }

    private static @Nullable Range range(PlanDefinitionActionComponent action) {
        Extension timePoint = action.getExtensionByUrl(GraphReader.TIME_POINT);
        Extension range = timePoint == null ? null : timePoint.getExtensionByUrl("soaPlannedRange");
        return range != null && range.getValue() instanceof Range stated ? stated : null;
    }

    /** What comes before a repeated visit hangs on its first repetition, what comes after it on the last one held. */
    private static Anchor moved(Anchor anchor, Map<String, Integer> counts) {
        Integer count = counts.get(anchor.action());
        if (count == null) {
            return anchor;
        }
        boolean before = anchor.side() == Anchor.Side.BEFORE;
        return new Anchor(
                anchor.action() + "." + (before ? 1 : count),
                anchor.side(),
                anchor.atEnd(),
                anchor.target(),
                anchor.nearest(),
                anchor.farthest(),
                anchor.lastGiven() || !before);
    }
}
