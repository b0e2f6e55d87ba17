package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;

/** Says in {@code /fhir/metadata} that batches are taken: HAPI takes them with transactions and names only these. */
@Interceptor
class BatchInCapabilities {

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void add(IBaseConformance statement) {
        ((CapabilityStatement) statement).getRestFirstRep().addInteraction().setCode(SystemRestfulInteraction.BATCH);
    }
}
