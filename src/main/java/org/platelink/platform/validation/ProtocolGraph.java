package org.platelink.platform.validation;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;

/**
 * Dependency graph of a PlanDefinition's actions; finds cycles in it, which FHIRPath cannot express. With a cycle no
 * date can be computed for any of its actions.
 */
final class ProtocolGraph {

    private final Map<String, List<String>> hangsOn = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();

    ProtocolGraph(PlanDefinition plan) {
        List<PlanDefinitionActionComponent> actions = plan.getAction();
        for (int i = 0; i < actions.size(); i++) {
            PlanDefinitionActionComponent action = actions.get(i);
            if (action.getId() != null) {
                places.putIfAbsent(action.getId(), i);
                hangsOn.putIfAbsent(
                        action.getId(),
                        action.getRelatedAction().stream()
                                .map(related -> related.getActionId())
                                .toList());
            }
        }
    }

    /** One finding for each cycle, at the first of its actions. */
    List<Finding> findings() {
        Set<Set<String>> circles = new LinkedHashSet<>();
        return places.keySet().stream()
                .sorted(Comparator.comparing(places::get))
                .map(this::circleFrom)
                .filter(circle -> !circle.isEmpty() && circles.add(Set.copyOf(circle)))
                .map(this::finding)
                .toList();
    }

    /** The cycle through an action, each action depending on the next; empty if there is none. */
    private List<String> circleFrom(String start) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            String action = open.pop();
            for (String next : hangsOn.getOrDefault(action, List.of())) {
                if (next.equals(start)) {
                    Deque<String> circle = new ArrayDeque<>();
                    for (String step = action; step != null; step = cameFrom.get(step)) {
                        circle.push(step);
                    }
                    return List.copyOf(circle);
                }
                if (!cameFrom.containsKey(next)) {
                    cameFrom.put(next, action);
                    open.push(next);
                }
            }
        }
        return List.of();
    }

    private Finding finding(List<String> circle) {
        return new Finding(
                IssueSeverity.ERROR,
                IssueType.BUSINESSRULE,
                "PlanDefinition.action[" + places.get(circle.get(0)) + "].relatedAction",
                "The actions " + String.join(" -> ", circle) + " -> " + circle.get(0)
                        + " hang on each other in a circle, so that no date can be found for any of them; remove one of"
                        + " the relatedActions.");
    }
}
