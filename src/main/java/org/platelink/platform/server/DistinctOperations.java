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
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that removes duplicate operations of a type from the CapabilityStatement. Where a capability brings an
 * operation that HAPI has too, HAPI lists both if one of them is for the type and the instance and the other for one
 * of these. The first one listed is the one that answers, so it is kept.
 */
@Interceptor(order = InterceptorOrder.DISTINCT_OPERATIONS)
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
