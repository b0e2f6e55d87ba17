package org.platelink.trial.schedule;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads the graph of HL7 Vulcan's Schedule of Activities 2.0.0 from an R4 PlanDefinition: time points
 * ({@code soaTimepoint} on an action) and transitions between them ({@code soaTransition} on the actions in it).
 *
 * <p>A time point with a planned time is counted from its reference time point, which is named by id or title. The
 * range is how far it may be off, both ways: {@code low} towards the reference, {@code high} away from it. Where the
 * reference is a study day 1, the planned times are numbers of days, and there is no day 0. A time point without a
 * reference is counted along its transitions. Transitions that lead back are not followed.
 */
final class GraphReader {

    private static final String VULCAN = "http://hl7.org/fhir/uv/vulcan-schedule/StructureDefinition/";
    static final String TIME_POINT = VULCAN + "soaTimepoint";
    static final String TRANSITION = VULCAN + "soaTransition";

    private final Map<String, PlanDefinitionActionComponent> byName = new LinkedHashMap<>();
    private final Map<String, String> byTitle = new HashMap<>();
    private final Map<String, List<Edge>> edges = new HashMap<>();
    private final Map<String, Set<String>> leadsTo = new HashMap<>();
    private final Map<String, Set<String>> hangsOn = new HashMap<>();

    private record Edge(String source, PlanDefinitionActionComponent transition) {}

    /**
     * A place in the graph, as a {@link PlannedVisit} needs it.
     *
     * @param anchors what it is counted from; none for the index and for what is counted along its transitions
     * @param routes the transitions that lead to it
     */
    record Node(List<Anchor> anchors, List<Route> routes) {}

    /** Whether a protocol has the form of a graph. */
    static boolean isGraph(PlanDefinition plan) {
        return plan.getAction().stream()
                .anyMatch(action -> action.hasExtension(TIME_POINT)
                        || action.getAction().stream().anyMatch(inner -> inner.hasExtension(TRANSITION)));
    }

    GraphReader(Map<String, PlanDefinitionActionComponent> actions) {
        byName.putAll(actions);
        actions.forEach((name, action) -> {
            if (action.hasTitle()) {
                byTitle.putIfAbsent(action.getTitle(), name);
            }
        });
        actions.forEach((name, action) -> action.getAction().stream()
                .filter(inner -> inner.hasExtension(TRANSITION))
                .forEach(inner -> addEdge(name, inner)));
        actions.keySet().forEach(name -> reference(name).ifPresent(other -> hang(name, other)));
    }

    private void addEdge(String source, PlanDefinitionActionComponent transition) {
        String target = text(part(transition.getExtensionByUrl(TRANSITION), "soaTargetId"));
        String named = text(part(transition.getExtensionByUrl(TRANSITION), "soaTargetName"));
        String name = byName.containsKey(target) ? target : byTitle.get(target.isEmpty() ? named : target);
        if (name == null) {
            throw new IllegalArgumentException("the action " + source + " leads to "
                    + (target.isEmpty() ? named : target) + ", which is not one of its actions");
        }
        if (!name.equals(source) && !reaches(leadsTo, name, source)) {
            leadsTo.computeIfAbsent(source, first -> new HashSet<>()).add(name);
            edges.computeIfAbsent(name, first -> new ArrayList<>()).add(new Edge(source, transition));
        }
    }

    /** The place of an action in the graph. */
    Node node(String name) {
        boolean index = isIndex(name);
        List<Anchor> anchors = index ? List.of() : anchors(name);
        List<Route> routes = new ArrayList<>();
        for (Edge edge : edges.getOrDefault(name, List.of())) {
            boolean counted = !index && (edge.source().equals(reference(name).orElse("")) || hang(name, edge.source()));
            routes.add(new Route(along(edge), conditions(edge.transition()), counted));
        }
        return new Node(anchors, routes);
    }

    /** Whether the schedule is counted from an action: its own time is its reference, or nothing leads to it. */
    boolean isIndex(String name) {
        return isSelf(name)
                || !edges.containsKey(name)
                        && reference(name).isEmpty()
                        && (leadsTo.containsKey(name)
                                || hangsOn.values().stream().anyMatch(others -> others.contains(name)));
    }

    /** Whether its time is told as that of the schedule's origin. */
    private boolean isSelf(String name) {
        String stated = text(part(timePoint(name), "soaReferenceTimePoint"));
        return name.equals(byName.containsKey(stated) ? stated : byTitle.get(stated));
    }

    private Optional<String> reference(String name) {
        String stated = text(part(timePoint(name), "soaReferenceTimePoint"));
        String other = byName.containsKey(stated) ? stated : byTitle.get(stated);
        return other == null || other.equals(name) ? Optional.empty() : Optional.of(other);
    }

    private List<Anchor> anchors(String name) {
        Optional<String> reference = reference(name);
        if (reference.isEmpty()) {
            return List.of();
        }
        boolean lastGiven = ProtocolReader.isLastGiven(byName.get(name));
        Offset planned = distance(part(timePoint(name), "soaPlannedTimePoint"));
        if (planned == null) {
            // Only the order: the side on which the transition leads.
            boolean before = leadsTo.getOrDefault(name, Set.of()).contains(reference.get());
            return List.of(new Anchor(
                    reference.get(),
                    before ? Anchor.Side.BEFORE : Anchor.Side.AFTER,
                    false,
                    null,
                    null,
                    null,
                    lastGiven));
        }
        Offset origin =
                isSelf(reference.get()) ? distance(part(timePoint(reference.get()), "soaPlannedTimePoint")) : null;
        boolean countsFromOne = Offset.days(1).equals(origin) && planned.unit() == ChronoUnit.DAYS;
        Offset offset = countsFromOne && planned.number() > 0 ? planned.plusDays(-1) : planned;
        Range range = part(timePoint(name), "soaPlannedRange") instanceof Range stated ? stated : null;
        boolean before = offset.number() < 0;
        return List.of(anchor(
                reference.get(),
                before ? Anchor.Side.BEFORE : Anchor.Side.AFTER,
                false,
                before ? offset.negated() : offset,
                range,
                lastGiven));
    }

    private Anchor along(Edge edge) {
        Extension transition = edge.transition().getExtensionByUrl(TRANSITION);
        Offset delay = distance(part(transition, "soaTransitionDelay"));
        Range range = part(transition, "soaTransitionRange") instanceof Range stated ? stated : null;
        boolean atEnd = text(part(transition, "soaTransitionType")).startsWith("F");
        if (delay == null) {
            return new Anchor(edge.source(), Anchor.Side.AFTER, atEnd, null, null, null, false);
        }
        Offset distance = delay.number() < 0 ? delay.negated() : delay;
        return anchor(edge.source(), Anchor.Side.AFTER, atEnd, distance, range, false);
    }

    private static Anchor anchor(
            String action, Anchor.Side side, boolean atEnd, Offset distance, @Nullable Range range, boolean lastGiven) {
        Offset low = range == null || !range.hasLow() ? null : Offset.of(range.getLow());
        Offset high = range == null || !range.hasHigh() ? null : Offset.of(range.getHigh());
        return new Anchor(
                action,
                side,
                atEnd,
                distance,
                low == null ? null : distance.plusDays(-low.inDays()),
                high == null ? null : distance.plusDays(high.inDays()),
                lastGiven);
    }

    private static List<Condition> conditions(PlanDefinitionActionComponent transition) {
        return transition.getCondition().stream()
                .map(condition -> Condition.of(condition.getExpression()))
                .toList();
    }

    /** Notes that an action hangs on another, unless that would make a circle. */
    private boolean hang(String action, String other) {
        if (action.equals(other) || reaches(hangsOn, other, action)) {
            return false;
        }
        hangsOn.computeIfAbsent(action, first -> new HashSet<>()).add(other);
        return true;
    }

    private static boolean reaches(Map<String, Set<String>> graph, String from, String to) {
        List<String> next = new ArrayList<>(List.of(from));
        Set<String> seen = new HashSet<>(next);
        while (!next.isEmpty()) {
            String here = next.remove(next.size() - 1);
            if (here.equals(to)) {
                return true;
            }
            graph.getOrDefault(here, Set.of()).stream().filter(seen::add).forEach(next::add);
        }
        return false;
    }

    private @Nullable Extension timePoint(String name) {
        PlanDefinitionActionComponent action = byName.get(name);
        return action == null ? null : action.getExtensionByUrl(TIME_POINT);
    }

    private static @Nullable Offset distance(@Nullable Type value) {
        return value instanceof Quantity quantity && (quantity.hasValue() || value instanceof Duration)
                ? Offset.of(quantity)
                : null;
    }

    private static @Nullable Type part(@Nullable Extension extension, String name) {
        Extension part = extension == null ? null : extension.getExtensionByUrl(name);
        return part == null ? null : part.getValue();
    }

    private static String text(@Nullable Type value) {
        return value == null || !value.isPrimitive() ? "" : String.valueOf(value.primitiveValue());
    }
}
