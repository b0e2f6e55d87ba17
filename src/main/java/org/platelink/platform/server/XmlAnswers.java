package org.platelink.platform.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.RestfulServerUtils.ResponseEncoding;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that rejects a response in XML with 406 if it has characters that XML cannot carry. What was stored
 * before such texts were rejected may have them.
 */
@Interceptor(order = InterceptorOrder.XML_ANSWERS)
final class XmlAnswers {

    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void check(RequestDetails request, IBaseResource answer) {
        ResponseEncoding encoding = RestfulServerUtils.determineResponseEncodingWithDefault(request);
        if (encoding != null
                && encoding.getEncoding() == EncodingEnum.XML
                && answer instanceof Resource resource
                && !CharacterCheck.objections(resource, true).isEmpty()) {
            throw FhirErrors.notAsXml(resource.fhirType());
        }
    }
}
