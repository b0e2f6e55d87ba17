package org.platelink.trial.schedule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Duration;
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
 * Parser of a PlanDefinition in the form of HL7 Vulcan's Schedule of Activities 1.0.0. Each action is a visit.
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
        for (int i = 0; i < plan.getAction().size(); i++) {
            try {
                visits.add(visit(plan.getAction().get(i)));
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
                visits);
    }

    private PlannedVisit visit(PlanDefinitionActionComponent action) {
        String definition = definition(action);
        String name = action.hasId() ? action.getId() : lastPart(definition);
        List<Anchor> anchors =
                action.getRelatedAction().stream().map(ProtocolReader::anchor).toList();
        List<Coding> codes = action.getCode().stream()
                .flatMap(code -> code.getCoding().stream())
                .toList();
        boolean unscheduled = hasRole(codes, "unscheduled") || isUnscheduled(name, anchors, codes);
        return new PlannedVisit(
                name,
                action.hasTitle() ? action.getTitle() : name,
                definition,
                codes,
                unscheduled,
                definition != null && isIntervention.test(definition),
                unscheduled ? List.of() : anchors);
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
        Extension standIn = related.getExtensionByUrl(STAND_IN);
        return new Anchor(
                related.getActionId(),
                relationship.startsWith("before") ? Anchor.Side.BEFORE : Anchor.Side.AFTER,
                relationship.endsWith("-end"),
                target == null && concurrent ? Offset.NONE : target,
                range == null || !range.hasLow() ? null : Offset.of(range.getLow()),
                range == null || !range.hasHigh() ? null : Offset.of(range.getHigh()),
                standIn != null && "last-given".equals(String.valueOf(standIn.getValue())));
    }
}
