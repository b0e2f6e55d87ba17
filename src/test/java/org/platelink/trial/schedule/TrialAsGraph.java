package org.platelink.trial.schedule;

import java.math.BigDecimal;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.ActionRelationshipType;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionRelatedActionComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.StringType;

/** The protocol of this repository's study, rewritten from Vulcan's form 1.0.0 to the graph of 2.0.0. */
final class TrialAsGraph {

    private TrialAsGraph() {}

    static PlanDefinition plan() {
        PlanDefinition plan = CourseLines.plan(Path.of("fhir-resources/study/PlanDefinition-msc-itp-protocol.json"));
        for (PlanDefinitionActionComponent action : plan.getAction()) {
            if (action.getId().equals("infusion-1")) {
                Extension timePoint = action.addExtension().setUrl(GraphReader.TIME_POINT);
                timePoint.addExtension("soaPlannedTimePoint", days(BigDecimal.ZERO));
                timePoint.addExtension("soaReferenceTimePoint", new StringType("infusion-1"));
            }
            action.getRelatedAction().forEach(related -> rewrite(plan, action, related));
            action.getRelatedAction().clear();
        }
        return plan;
    }

    private static void rewrite(
            PlanDefinition plan,
            PlanDefinitionActionComponent action,
            PlanDefinitionActionRelatedActionComponent related) {
        boolean after = related.getRelationship() == ActionRelationshipType.AFTER;
        String other = related.getActionId();
        Extension timePoint = action.addExtension().setUrl(GraphReader.TIME_POINT);
        timePoint.addExtension("soaTimePointType", new StringType("Interaction"));
        timePoint.addExtension("soaReferenceTimePoint", new StringType(other));
        timePoint.addExtension("soaRepeatAllowed", new BooleanType(false));
        if (related.getOffset() instanceof Duration offset) {
            timePoint.addExtension(
                    "soaPlannedTimePoint",
                    new Quantity()
                            .setValue(offset.getValue())
                            .setSystem(offset.getSystem())
                            .setCode(offset.getCode()));
            Extension window = related.getExtensionByUrl(ProtocolReader.WINDOW);
            if (window != null) {
                Range range = (Range) window.getValue();
                timePoint.addExtension(
                        "soaPlannedRange",
                        new Range()
                                .setLow(days(offset.getValue()
                                        .subtract(range.getLow().getValue())))
                                .setHigh(days(range.getHigh().getValue().subtract(offset.getValue()))));
            }
        }
        if (related.hasExtension(ProtocolReader.STAND_IN)) {
            action.addExtension(
                    related.getExtensionByUrl(ProtocolReader.STAND_IN).copy());
        }
        transition(plan, after ? other : action.getId(), after ? action.getId() : other);
    }

    private static void transition(PlanDefinition plan, String from, String to) {
        Extension transition = plan.getAction().stream()
                .filter(action -> action.getId().equals(from))
                .findFirst()
                .orElseThrow()
                .addAction()
                .addExtension()
                .setUrl(GraphReader.TRANSITION);
        transition.addExtension("soaTargetId", new StringType(to));
        transition.addExtension("soaTransitionType", new StringType("SS"));
    }

    private static Quantity days(BigDecimal days) {
        return new Quantity()
                .setValue(days)
                .setSystem("http://unitsofmeasure.org")
                .setCode("d");
    }
}
