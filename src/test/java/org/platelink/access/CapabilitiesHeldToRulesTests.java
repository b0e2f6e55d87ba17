package org.platelink.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.junit.jupiter.api.Test;

class CapabilitiesHeldToRulesTests {

    @Test
    void whatNobodyMayDoIsNotNamed() {
        CapabilityStatement statement = new CapabilityStatement();
        Stream.of("Provenance", "ConceptMap", "Basic").forEach(type -> allOf(type, statement));

        new CapabilitiesHeldToRules(AccessRules.read()).hold(statement);

        assertThat(statement.getRestFirstRep().getResource())
                .extracting(CapabilityStatementRestResourceComponent::getType)
                .containsExactly("Provenance", "ConceptMap");
        CapabilityStatementRestResourceComponent provenance =
                statement.getRestFirstRep().getResource().get(0);
        assertThat(provenance.getInteraction())
                .extracting(interaction -> interaction.getCode().toCode())
                .containsExactlyInAnyOrder("read", "vread", "history-instance", "history-type", "search-type");
        assertThat(provenance.getConditionalCreate()).isFalse();
        assertThat(provenance.getConditionalUpdate()).isFalse();
        CapabilityStatementRestResourceComponent map =
                statement.getRestFirstRep().getResource().get(1);
        assertThat(map.getInteraction())
                .extracting(interaction -> interaction.getCode().toCode())
                .containsExactlyInAnyOrder(
                        "read", "vread", "history-instance", "history-type", "search-type", "create", "update", "patch");
        assertThat(map.getConditionalCreate()).isTrue();
    }

    private static void allOf(String type, CapabilityStatement statement) {
        CapabilityStatementRestResourceComponent resource = (statement.hasRest()
                        ? statement.getRestFirstRep()
                        : statement.addRest())
                .addResource()
                .setType(type)
                .setConditionalCreate(true)
                .setConditionalUpdate(true);
        for (TypeRestfulInteraction interaction : TypeRestfulInteraction.values()) {
            if (interaction != TypeRestfulInteraction.NULL) {
                resource.addInteraction().setCode(interaction);
            }
        }
    }
}
