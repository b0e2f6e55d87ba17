package org.platelink.trial.schedule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionRelatedActionComponent;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.FhirExtensions;

/**
 * Parser of a PlanDefinition in the form of HL7 Vulcan's Schedule of Activities 1.0.0, or of 2.0.0 by
 * {@link GraphReader}. Each action is a visit. In 1.0.0
 * {@code relatedAction} is the visit on which it depends, with the target as {@code offset[x]} and the window, as
 * distances from the same visit, in the extension {@code AcceptableOffsetRangeSoa}.
 *
 * <p>An action without dependencies is the index visit if another action depends on it, and unscheduled if none does.
 * An action that only comes after another, without a distance, is unscheduled too. A code of the guide's system
 * visit-role overrides both rules.
 */
final class ProtocolReader {

    static final String WINDOW = FhirExtensions.ACCEPTABLE_OFFSET_RANGE;
    static final String STAND_IN = CanonicalUrls.STRUCTURE_DEFINITION + "stand-in-anchor";
    private static final String ROLE = CanonicalUrls.CODE_SYSTEM + "visit-role";

    private final PlanDefinition plan;
    private final Predicate<String> isIntervention;
    private final Set<String> hungOn = new HashSet<>();

    private ProtocolReader(PlanDefinition plan, Predicate<String> isIntervention) {
        this.plan = plan;
        this.isIntervention = isIntervention;
        plan.getAction()
                .forEach(action -> action.getRelatedAction().forEach(related -> hungOn.add(related.getActionId())));
    }

    /**
     * Parses a protocol.
     *
     * @param isIntervention whether a dose is given at the visit with a definition
     * @throws IllegalArgumentException with the place and the error, if no schedule can be calculated from it
     */
    static Protocol read(PlanDefinition plan, Predicate<String> isIntervention) {
        return new ProtocolReader(plan, isIntervention).read();
    }

    private Protocol read() {
        List<PlannedVisit> visits = new ArrayList<>();
        GraphReader graph = GraphReader.isGraph(plan) ? new GraphReader(actionsByName()) : null;
        for (int i = 0; i < plan.getAction().size(); i++) {
            try {
                PlanDefinitionActionComponent action = plan.getAction().get(i);
                visits.add(graph == null ? visit(action) : visit(action, graph));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException("PlanDefinition.action[" + i + "]: " + wrong.getMessage(), wrong);
            }
        }
        return new Protocol(
                plan.getIdElement().getIdPart(),
                plan.hasUrl()
                        ? plan.getUrl()
                        : "PlanDefinition/" + plan.getIdElement().getIdPart(),
                plan.hasVersion() ? plan.getVersion() : "",
                plan.hasTitle() ? plan.getTitle() : String.valueOf(plan.getName()),
                Repetitions.expanded(visits, actionsByName()));
    }

    private Map<String, PlanDefinitionActionComponent> actionsByName() {
        Map<String, PlanDefinitionActionComponent> actions = new LinkedHashMap<>();
        plan.getAction().forEach(action -> actions.put(name(action), action));
        return actions;
    }

    private static String name(PlanDefinitionActionComponent action) {
        return action.hasId() ? action.getId() : lastPart(definition(action));
    }

    private PlannedVisit visit(PlanDefinitionActionComponent action, GraphReader graph) {
        String name = name(action);
        GraphReader.Node node = graph.node(name);
        List<Coding> codes = codes(action);
        boolean unscheduled = hasRole(codes, "unscheduled")
                || node.anchors().isEmpty() && node.routes().isEmpty() && !graph.isIndex(name);
        return visit(action, codes, unscheduled, node.anchors()).along(unscheduled ? List.of() : node.routes());
    }

    private PlannedVisit visit(PlanDefinitionActionComponent action) {
        List<Anchor> anchors =
                action.getRelatedAction().stream().map(ProtocolReader::anchor).toList();
        List<Coding> codes = codes(action);
        boolean unscheduled = hasRole(codes, "unscheduled") || isUnscheduled(name(action), anchors, codes);
        return visit(action, codes, unscheduled, anchors);
    }

    private PlannedVisit visit(
            PlanDefinitionActionComponent action, List<Coding> codes, boolean unscheduled, List<Anchor> anchors) {
        String definition = definition(action);
        return new PlannedVisit(
                name(action),
                action.hasTitle() ? action.getTitle() : name(action),
                definition,
                codes,
                unscheduled,
                definition != null && isIntervention.test(definition),
                unscheduled ? List.of() : anchors);
    }

    private static List<Coding> codes(PlanDefinitionActionComponent action) {
        return action.getCode().stream()
                .flatMap(code -> code.getCoding().stream())
                .toList();
    }

    private boolean isUnscheduled(String name, List<Anchor> anchors, List<Coding> codes) {
        if (hasRole(codes, "index") || hasRole(codes, "scheduled")) {
            return false;
        }
        return anchors.isEmpty()
                ? !hungOn.contains(name)
                : anchors.stream().noneMatch(anchor -> anchor.hasDistance() || anchor.side() == Anchor.Side.BEFORE);
    }

    private static boolean hasRole(List<Coding> codes, String role) {
        return codes.stream().anyMatch(code -> ROLE.equals(code.getSystem()) && role.equals(code.getCode()));
    }

    private static @Nullable String definition(PlanDefinitionActionComponent action) {
        if (action.getDefinition() instanceof CanonicalType canonical) {
            return canonical.getValue();
        }
        return action.getDefinition() instanceof UriType uri ? uri.getValue() : null;
    }

    private static String lastPart(@Nullable String definition) {
        if (definition == null) {
            throw new IllegalArgumentException("it has neither an id nor a definition, so that no visit can name it");
        }
        String withoutVersion = definition.split("\\|", 2)[0];
        return withoutVersion.substring(withoutVersion.lastIndexOf('/') + 1);
    }

    private static Anchor anchor(PlanDefinitionActionRelatedActionComponent related) {
        String relationship = related.getRelationship() == null
                ? ""
                : related.getRelationship().toCode();
        Extension window = related.getExtensionByUrl(WINDOW);
        Range range = window == null ? null : (Range) window.getValue();
        if (range == null && related.getOffset() instanceof Range stated) {
            range = stated;
        }
        boolean concurrent = relationship.startsWith("concurrent");
        Offset target = related.getOffset() instanceof Duration offset ? Offset.of(offset) : null;
        return new Anchor(
                related.getActionId(),
                relationship.startsWith("before") ? Anchor.Side.BEFORE : Anchor.Side.AFTER,
                relationship.endsWith("-end"),
                target == null && concurrent ? Offset.NONE : target,
                range == null || !range.hasLow() ? null : Offset.of(range.getLow()),
                range == null || !range.hasHigh() ? null : Offset.of(range.getHigh()),
                isLastGiven(related));
    }

    /** Whether the last intervention given stands in for the one on which an action hangs. */
    static boolean isLastGiven(@Nullable Element element) {
        Extension standIn = element == null ? null : element.getExtensionByUrl(STAND_IN);
        return standIn != null && "last-given".equals(standIn.getValue().primitiveValue());
    }
}
