package org.platelink.platform.hapi.search.quantity;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that removes from the CapabilityStatement the composite parameters that are not of a code and a
 * quantity: those have no index of pairs, and are refused.
 */
@Interceptor(order = InterceptorOrder.COMPOSITES_IN_CAPABILITIES)
final class CompositesInCapabilities {

    private final ISearchParamRegistry registry;

    CompositesInCapabilities(ISearchParamRegistry registry) {
        this.registry = registry;
    }

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void hold(IBaseConformance conformance) {
        if (conformance instanceof CapabilityStatement statement) {
            statement.getRest().forEach(rest -> rest.getResource().forEach(this::hold));
        }
    }

    private void hold(CapabilityStatementRestResourceComponent type) {
        type.getSearchParam()
                .removeIf(parameter -> parameter.getType() == SearchParamType.COMPOSITE
                        && !isOfQuantity(type.getType(), parameter.getName()));
    }

    private boolean isOfQuantity(String type, String name) {
        RuntimeSearchParam found = registry.getActiveSearchParam(type, name, SearchParamLookupContextEnum.SEARCH);
        return found != null
                && found.getParamType() == RestSearchParameterTypeEnum.COMPOSITE
                && isOfQuantity(found.getComponents());
    }

    private static boolean isOfQuantity(List<RuntimeSearchParam.Component> components) {
        return components.size() == 2 && components.get(1).getExpression().contains("Quantity");
    }
}
