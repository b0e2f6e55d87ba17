package org.platelink.platform.definition;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that restricts the CapabilityStatement of the definitions' types to what is served; HAPI declares what
 * its store could do.
 */
@Interceptor(order = InterceptorOrder.DEFINITIONS_IN_CAPABILITIES)
final class DefinitionCapabilities {

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void hold(IBaseConformance conformance) {
        if (conformance instanceof CapabilityStatement statement) {
            List<String> types =
                    Definitions.TYPES.stream().map(Class::getSimpleName).toList();
            statement.getRestFirstRep().getResource().stream()
                    .filter(type -> types.contains(type.getType()))
                    .forEach(DefinitionCapabilities::hold);
        }
    }

    private static void hold(CapabilityStatementRestResourceComponent type) {
        Set<String> parameters = DefinitionSearch.parametersOf(type.getType());
        type.getSearchParam().removeIf(parameter -> !parameters.contains(parameter.getName()));
        type.setSearchInclude(null).setSearchRevInclude(null);
        type.setVersioning(ResourceVersionPolicy.VERSIONED);
        type.setConditionalCreateElement(null).setConditionalUpdateElement(null).setUpdateCreateElement(null);
    }
}
