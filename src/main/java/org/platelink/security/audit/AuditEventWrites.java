package org.platelink.security.audit;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that refuses a direct write of an AuditEvent (405). Writes that come by another way are refused at the
 * storage.
 */
@Interceptor(order = InterceptorOrder.AUDIT_EVENT_WRITES)
class AuditEventWrites {

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
    public void refuse(RequestDetails request) {
        if ("AuditEvent".equals(request.getResourceName())
                && request.getRequestType() != RequestTypeEnum.GET
                && !"_search".equals(request.getOperation())) {
            throw new MethodNotAllowedException(ChangeAudit.WRITTEN_BY_THE_SERVER);
        }
    }
}
