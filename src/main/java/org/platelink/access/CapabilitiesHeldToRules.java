package org.platelink.access;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;

/** Lets the CapabilityStatement name only what the rules allow to somebody; HAPI would name all that it can do. */
@Interceptor
final class CapabilitiesHeldToRules {

    private final AccessRules rules;

    CapabilitiesHeldToRules(AccessRules rules) {
        this.rules = rules;
    }

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void hold(IBaseConformance conformance) {
        if (conformance instanceof CapabilityStatement statement) {
            statement.getRest().forEach(rest -> {
                rest.getOperation().removeIf(operation -> !rules.nameOfSystem("$" + operation.getName()));
                rest.getResource().removeIf(type -> !rules.nameType(type.getType()));
                rest.getResource().forEach(this::hold);
            });
        }
    }

    private void hold(CapabilityStatementRestResourceComponent type) {
        type.getOperation().removeIf(operation -> !rules.name("$" + operation.getName(), type.getType()));
        type.getInteraction().removeIf(interaction -> !isNamed(interaction.getCode(), type.getType()));
        if (!rules.name("create", type.getType())) {
            type.setConditionalCreate(false);
        }
        if (!rules.name("update", type.getType())) {
            type.setConditionalUpdate(false);
        }
    }

    private boolean isNamed(TypeRestfulInteraction interaction, String type) {
        return switch (interaction) {
            case READ -> rules.name("read", type);
            case VREAD -> rules.name("vread", type);
            case HISTORYINSTANCE, HISTORYTYPE -> rules.name("history", type);
            case SEARCHTYPE -> rules.name("search", type);
            case CREATE -> rules.name("create", type);
            case UPDATE, PATCH -> rules.name("update", type);
            default -> false;
        };
    }
}
