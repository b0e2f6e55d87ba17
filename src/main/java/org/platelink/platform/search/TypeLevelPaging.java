package org.platelink.platform.search;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that accepts a link to a page at a resource type, {@code [base]/Observation?_getpages=…}. Such links
 * point to the base and are to be used unchanged; but some clients, Medplum's among them, keep only the query and
 * send it to the type that they searched.
 */
@Interceptor(order = InterceptorOrder.TYPE_LEVEL_PAGING)
class TypeLevelPaging {

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
    public void atTheBase(RequestDetails request) {
        if (request.getRequestType() == RequestTypeEnum.GET
                && request.getResourceName() != null
                && request.getId() == null
                && request.getOperation() == null
                && request.getParameters().containsKey(Constants.PARAM_PAGINGACTION)) {
            request.setResourceName(null);
        }
    }
}
