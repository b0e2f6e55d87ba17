package org.platelink.trial.schedule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The visits of a study and how they hang on each other.
 *
 * @param id the id of its PlanDefinition
 * @param url its canonical
 * @param version its version; empty if it has none
 * @param title what people call it
 * @param visits in the order of the protocol
 */
record Protocol(String id, String url, String version, String title, List<PlannedVisit> visits) {

    /**
     * A protocol whose schedule can be made.
     *
     * @throws IllegalArgumentException if two visits are named the same, if one hangs on none of the protocol's, or if some
     *     hang on each other in a circle
     */
    Protocol {
        visits = List.copyOf(visits);
        Map<String, PlannedVisit> byAction = new HashMap<>();
        for (PlannedVisit visit : visits) {
            if (byAction.put(visit.action(), visit) != null) {
                throw new IllegalArgumentException("two of its actions are named " + visit.action());
            }
        }
        for (PlannedVisit visit : visits) {
            for (Anchor anchor : visit.anchors()) {
                if (!byAction.containsKey(anchor.action())) {
                    throw new IllegalArgumentException("the action " + visit.action() + " hangs on " + anchor.action()
                            + ", which is not one of its actions");
                }
            }
            refuseCircle(visit, byAction, new HashSet<>());
        }
    }

    private static void refuseCircle(PlannedVisit visit, Map<String, PlannedVisit> byAction, Set<String> way) {
        if (!way.add(visit.action())) {
            throw new IllegalArgumentException("the action " + visit.action() + " hangs on itself");
        }
        visit.anchors().forEach(anchor -> refuseCircle(byAction.get(anchor.action()), byAction, new HashSet<>(way)));
    }

    Optional<PlannedVisit> visit(String action) {
        return visits.stream().filter(visit -> visit.action().equals(action)).findFirst();
    }

    Map<String, PlannedVisit> byAction() {
        Map<String, PlannedVisit> byAction = new LinkedHashMap<>();
        visits.forEach(visit -> byAction.put(visit.action(), visit));
        return byAction;
    }

    /** The visits at which the subject is given something, in the order of the protocol. */
    List<PlannedVisit> interventions() {
        return visits.stream().filter(PlannedVisit::intervention).toList();
    }

    /** The names of its visits, for a sentence. */
    String actions() {
        return visits.stream().map(PlannedVisit::action).collect(Collectors.joining(", "));
    }

    /** With its version, as CarePlan.instantiatesCanonical has it. */
    String canonical() {
        return version.isEmpty() ? url : url + "|" + version;
    }
}
