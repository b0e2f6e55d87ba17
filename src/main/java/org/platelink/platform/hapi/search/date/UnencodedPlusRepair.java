package org.platelink.platform.hapi.search.date;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.regex.Pattern;
import org.platelink.platform.pipeline.InterceptorOrder;

/**
 * Interceptor that restores the plus of a time zone which a client did not encode in the URL, so that it arrived as a
 * space.
 */
@Interceptor(order = InterceptorOrder.UNENCODED_PLUS)
final class UnencodedPlusRepair {

    private static final Pattern SPACE = Pattern.compile("(?<=T[0-9:.]{5,16}) (?=[0-9]{2}:[0-9]{2}(,|$))");

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void mend(RequestDetails request) {
        request.getParameters().values().forEach(values -> {
            for (int i = 0; i < values.length; i++) {
                if (values[i] != null && values[i].indexOf(' ') > 0) {
                    values[i] = SPACE.matcher(values[i]).replaceAll("+");
                }
            }
        });
    }
}
