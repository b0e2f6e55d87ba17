package org.platelink.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.ActionRelationshipType;
import org.junit.jupiter.api.Test;

class ProtocolGraphTests {

    @Test
    void aChainIsNoCircle() {
        assertThat(new ProtocolGraph(plan("a", null, "b", "a", "c", "b")).findings())
                .isEmpty();
    }

    @Test
    void aCircleIsNamedOnceWithAllItsActions() {
        assertThat(new ProtocolGraph(plan("a", null, "b", "d", "c", "b", "d", "c")).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.refuses()).isTrue();
                    assertThat(finding.location()).isEqualTo("PlanDefinition.action[1].relatedAction");
                    assertThat(finding.sentence()).contains("b -> d -> c -> b");
                });
    }

    @Test
    void anActionThatHangsOnItselfIsACircle() {
        assertThat(new ProtocolGraph(plan("a", "a")).findings()).hasSize(1);
    }

    /** A plan of actions, each followed by the one it hangs on. */
    private static PlanDefinition plan(String... actionAndAnchor) {
        PlanDefinition plan = new PlanDefinition();
        for (int i = 0; i < actionAndAnchor.length; i += 2) {
            PlanDefinition.PlanDefinitionActionComponent action = plan.addAction();
            action.setId(actionAndAnchor[i]);
            if (actionAndAnchor[i + 1] != null) {
                action.addRelatedAction()
                        .setActionId(actionAndAnchor[i + 1])
                        .setRelationship(ActionRelationshipType.AFTER);
            }
        }
        return plan;
    }
}
