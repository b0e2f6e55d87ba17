package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that declares the {@code batch} interaction in {@code /fhir/metadata}: HAPI handles batches together
 * with transactions and declares only the latter.
 */
@Interceptor(order = InterceptorOrder.BATCH_IN_CAPABILITIES)
class BatchInCapabilities {

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void add(IBaseConformance statement) {
        ((CapabilityStatement) statement).getRestFirstRep().addInteraction().setCode(SystemRestfulInteraction.BATCH);
    }
}
