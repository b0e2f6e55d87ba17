package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;

/**
 * Lets the CapabilityStatement name an operation of a type once. Where a capability brings one that HAPI has too, HAPI names both
 * if one of them is of a type and an instance and the other of one of these; the first that is named is the one that answers.
 */
@Interceptor
final class DistinctOperations {

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void hold(IBaseConformance conformance) {
        if (conformance instanceof CapabilityStatement statement) {
            statement.getRest().forEach(rest -> {
                keepFirst(rest.getOperation());
                rest.getResource().forEach(type -> keepFirst(type.getOperation()));
            });
        }
    }

    private static void keepFirst(List<CapabilityStatementRestResourceOperationComponent> operations) {
        Set<String> named = new HashSet<>();
        operations.removeIf(operation -> !named.add(operation.getName()));
    }
}
