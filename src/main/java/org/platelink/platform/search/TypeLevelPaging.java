package org.platelink.platform.search;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;

/**
 * Takes a page that is asked for at its type, {@code [base]/Observation?_getpages=…}, for the page that it is. A link to a page
 * stands at the base, and is to be taken as it is; some clients, Medplum's among them, keep only its query and ask at the type
 * that they searched.
 */
@Interceptor
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
