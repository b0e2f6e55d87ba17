package org.platelink.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;

/**
 * Writes the criteria of a transaction's conditional creates out in full: {@code Observation?identifier=...} where FHIR
 * has {@code identifier=...}. They mean the same. HAPI looks all of a transaction's up at once if they are written so, and
 * one by one if they are not.
 */
@Interceptor
class ConditionalCreates {

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void writeOut(RequestDetails request, RestOperationTypeEnum operation) {
        if (operation == RestOperationTypeEnum.TRANSACTION && request.getResource() instanceof Bundle bundle) {
            bundle.getEntry().forEach(ConditionalCreates::writeOut);
        }
    }

    static void writeOut(BundleEntryComponent entry) {
        String criteria = entry.getRequest().getIfNoneExist();
        if (criteria != null && !criteria.isBlank() && !criteria.contains("?") && entry.getResource() != null) {
            entry.getRequest().setIfNoneExist(entry.getResource().fhirType() + "?" + criteria);
        }
    }
}
