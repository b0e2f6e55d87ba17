package org.platelink.access;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;

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
                rest.getOperation().clear();
                rest.getResource().removeIf(type -> !rules.nameType(type.getType()));
                rest.getResource().forEach(type -> hold(type.getType(), type.getOperation()));
            });
        }
    }

    private void hold(String type, List<CapabilityStatementRestResourceOperationComponent> operations) {
        operations.removeIf(operation -> !rules.name("$" + operation.getName(), type));
    }
}
