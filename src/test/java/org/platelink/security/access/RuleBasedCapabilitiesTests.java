package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.junit.jupiter.api.Test;

class RuleBasedCapabilitiesTests {

    @Test
    void whatNobodyMayDoIsNotNamed() {
        CapabilityStatement statement = new CapabilityStatement();
        Stream.of("Provenance", "ConceptMap", "Basic").forEach(type -> allOf(type, statement));

        held(statement);

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
                        "read",
                        "vread",
                        "history-instance",
                        "history-type",
                        "search-type",
                        "create",
                        "update",
                        "patch");
        assertThat(map.getConditionalCreate()).isTrue();
    }

    @Test
    void onlyReferencesThatSomebodyMayFollowAreNamed() {
        CapabilityStatement statement = new CapabilityStatement();
        CapabilityStatementRestResourceComponent patient =
                statement.addRest().addResource().setType("Patient");
        Stream.of("*", "Patient:organization", "Patient:general-practitioner", "Patient:link")
                .forEach(patient::addSearchInclude);
        Stream.of("Observation:subject", "AuditEvent:patient", "Basic:subject", "ResearchSubject:individual")
                .forEach(patient::addSearchRevInclude);
        Stream.of("identifier", "_filter", "_content", "_lastUpdated")
                .forEach(name -> patient.addSearchParam().setName(name));

        held(statement);

        assertThat(patient.getSearchInclude())
                .extracting(include -> include.getValue())
                .containsExactly("Patient:organization", "Patient:general-practitioner", "Patient:link");
        assertThat(patient.getSearchRevInclude())
                .extracting(include -> include.getValue())
                .containsExactly("Observation:subject", "ResearchSubject:individual");
        assertThat(patient.getSearchParam())
                .extracting(parameter -> parameter.getName())
                .containsExactly("identifier", "_lastUpdated");
    }

    @Test
    void ofTheServerAsAWholeNothingIsNamedBesideTransactionsAndBatches() {
        CapabilityStatement statement = new CapabilityStatement();
        for (SystemRestfulInteraction interaction : SystemRestfulInteraction.values()) {
            if (interaction != SystemRestfulInteraction.NULL) {
                statement.getRestFirstRep().addInteraction().setCode(interaction);
            }
        }

        held(statement);

        assertThat(statement.getRestFirstRep().getInteraction())
                .extracting(interaction -> interaction.getCode())
                .containsExactly(SystemRestfulInteraction.TRANSACTION, SystemRestfulInteraction.BATCH);
    }

    private static void held(CapabilityStatement statement) {
        new RuleBasedCapabilities(AccessRules.read(), (caller, type, asked) -> {
                    if (asked.values().stream().anyMatch(values -> values[0].matches("[*]|AuditEvent:.*"))) {
                        throw Refusals.forbidden("No.");
                    }
                })
                .hold(statement);
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
