package org.platelink.trial.schedule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A study protocol: the planned visits and their dependencies, which form a directed acyclic graph.
 *
 * @param id the id of its PlanDefinition
 * @param url its canonical URL
 * @param version its version; empty if it has none
 * @param title the title for people
 * @param visits the visits, in the order of the protocol
 */
record Protocol(String id, String url, String version, String title, List<PlannedVisit> visits) {

    /**
     * Checks that the dependencies can be resolved.
     *
     * @throws IllegalArgumentException if two visits have the same name, if a visit depends on one that the protocol
     *     does not have, or if the dependencies are cyclic
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
        visit.anchors()
                .forEach(anchor -> refuseCircle(
                        Objects.requireNonNull(byAction.get(anchor.action())), byAction, new HashSet<>(way)));
    }

    Optional<PlannedVisit> visit(String action) {
        return visits.stream().filter(visit -> visit.action().equals(action)).findFirst();
    }

    Map<String, PlannedVisit> byAction() {
        Map<String, PlannedVisit> byAction = new LinkedHashMap<>();
        visits.forEach(visit -> byAction.put(visit.action(), visit));
        return byAction;
    }

    /** The visits at which a dose is given, in the order of the protocol. */
    List<PlannedVisit> interventions() {
        return visits.stream().filter(PlannedVisit::intervention).toList();
    }

    /** The names of the visits, separated by commas. */
    String actions() {
        return visits.stream().map(PlannedVisit::action).collect(Collectors.joining(", "));
    }

    /** The canonical with its version, as in CarePlan.instantiatesCanonical. */
    String canonical() {
        return version.isEmpty() ? url : url + "|" + version;
    }
}
